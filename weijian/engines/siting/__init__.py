"""Where should the next one stand? Five models over travel times given as pairs, each answer with its bound, its gap and whether it is proven.

    pairs = pairs_of_matrix(seconds) or pairs_of_triples(demand, site, ms, demands, sites)
    question = Question(Model.PMEDIAN, pairs, people, number=10, conditions=Conditions(required=…, budget=…))
    found = plan(question)                       # or plan(question, Effort(gap=0.001))
    why = explain(question, found, place=names)
    after, touched = rearranged(pairs, standing(pairs, is_open), add=(7,), close=(3,))

Nouns: `Pairs`, `Question`, `Conditions`, `Effort`, `Plan`, `Explanation`, `Standing`, `Change`. Times are whole milliseconds. Nothing is random and no clock
is read but by HiGHS, whose limit is `Effort.seconds`. Importing `kernels` and `ascent` compiles (once, kept on disk) every inner loop: installing does it.
"""

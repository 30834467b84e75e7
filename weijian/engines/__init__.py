"""Answers to hard questions: pure, numpy in, numpy out. Engines never import each other."""

"""Sound reports are damaged in every way the web knows, and made readable again; sound text is never changed."""

import re
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from tests.engines.reading.damage import HAN, SPAM, glossed, lost_lead, narrow, straddled, straddlings, traditional
from tests.engines.reading.sound import REPORTS, SOUND
from weijian.engines.reading.cleaning import clean, widened
from weijian.engines.reading.nouns import Why

NAMES = sorted(REPORTS)
seeds = some.integers(0, 2**32 - 1)
reports = some.sampled_from(NAMES)


def whys(raw: str) -> set[Why]:
    return {m.why for m in clean(raw).mends}


@pytest.mark.parametrize("name", sorted(SOUND))
def test_sound_text_is_never_changed(name: str) -> None:
    told = clean(SOUND[name])
    assert told.text == SOUND[name].strip()
    assert told.mends == ()


@given(reports)
def test_a_report_in_traditional_characters_comes_back(name: str) -> None:
    assert clean(traditional(REPORTS[name])).text == REPORTS[name]


@given(reports, seeds, some.sampled_from([0.1, 0.3, 0.6, 1.0]))
def test_glosses_are_taken_out_and_every_other_bracket_stays(name: str, seed: int, share: float) -> None:
    sound = narrow(REPORTS[name])
    damaged = glossed(traditional(sound), Random(seed), share)
    assert clean(damaged).text == sound
    assert clean(re.sub(r"\(([^()A-Z\d\u3400-\u9fff]{1,7})\)", r"（\1）", damaged)).text == sound


@given(reports, seeds)
def test_著_is_着_again_where_it_is_a_particle(name: str, seed: int) -> None:
    sound = REPORTS[name] + "\n\n沿着既定路线，围绕着目标，着力补短板，成效显著，编著了两部著作，采用了著名专家的建议。"
    assert clean(traditional(sound).replace("着", "著")).text == sound


@pytest.mark.parametrize("kind", ["byte lost", "gloss between two bytes"])
def test_what_was_read_out_of_step_is_put_back_or_marked_and_not_invented(kind: str) -> None:
    """Of 600 accidents in either script, glossed or not, at most two come out as neither the sound text, nor marked, nor visibly as they came."""
    accident = byte_lost if kind == "byte lost" else gloss_between
    told = [shifted(NAMES[n % 6], n, n % 3 > 0, n % 2 > 0, 0.3 * (n % 5 > 1), accident) for n in range(600)]
    assert sum(not matches(*pair) for pair in told) <= 2


def shifted(name: str, seed: int, script: bool, swallows: bool, share: float, accident: Callable[[str, Random, bool], str]) -> tuple[str, str]:
    """The clean text of a report of which one line had an accident, and the sound one."""
    random, sound = Random(seed), narrow(REPORTS[name])
    lines = glossed(traditional(sound) if script else sound, random, share if script else 0.0).split("\n")
    index = random.choice([i for i, line in enumerate(lines) if len(line) > 30 and "\t" not in line])
    lines[index] = accident(lines[index], random, swallows)
    return clean("\n".join(lines)).text, sound


def byte_lost(line: str, random: Random, swallows: bool) -> str:
    return lost_lead(line, random.choice([i for i, c in enumerate(line) if HAN.match(c) or c in "。、“”《》"]), swallows)


def gloss_between(line: str, random: Random, swallows: bool) -> str:
    places = straddlings(line)
    if not places:
        return line
    at, gloss = random.choice(places)
    return straddled(line, at, gloss, swallows)


def matches(told: str, sound: str) -> bool:
    """Where nothing is marked the text is the sound one. U+FFFD stands for a character and, at most, the digit lost with it; a `?` that was not
    understood, and what was read out of step behind it, still shows as it came."""
    if told == sound or told.count("?") > sound.count("?"):
        return True
    pattern = re.escape(told).replace("\ufffd", "(?s:.{0,2})")
    return "\ufffd" in told and re.fullmatch(pattern, sound) is not None


def test_most_accidents_of_a_glossed_page_are_undone() -> None:
    """Of those with a gloss between the bytes two in three are undone wholly, of lost bytes half are undone or marked: evidence is scarce in short reports."""
    counted = {"between": [0, 0], "lost": [0, 0]}
    for seed in range(240):
        for kind, accident in (("between", gloss_between), ("lost", byte_lost)):
            told, sound = shifted(NAMES[seed % len(NAMES)], seed, True, True, 0.3, accident)
            good = told == sound or (kind == "lost" and told.count("?") <= sound.count("?"))
            counted[kind][0] += good
            counted[kind][1] += 1
    assert counted["between"][0] >= 0.66 * counted["between"][1], counted
    assert counted["lost"][0] >= 0.5 * counted["lost"][1], counted


def test_a_full_stop_whose_first_byte_was_lost_is_nearly_always_put_back() -> None:
    """The byte lost oftenest of all: 。 within a line of a glossed page, whatever sentence begins behind it."""
    told = [shifted(NAMES[seed % len(NAMES)], seed, True, seed % 2 > 0, 0.5, stop_lost) for seed in range(120)]
    assert sum(text.count("。") == sound.count("。") for text, sound in told) >= 0.9 * len(told)


def stop_lost(line: str, random: Random, swallows: bool) -> str:
    stops = [i for i, c in enumerate(line[:-1]) if c == "。" and HAN.match(line[i + 1])]
    return lost_lead(line, random.choice(stops), swallows) if stops else line


@given(reports, some.sampled_from(SPAM), some.booleans(), some.booleans())
def test_a_line_of_keywords_at_either_end_is_dropped_and_told_of(name: str, spam: str, first: bool, script: bool) -> None:
    body = traditional(REPORTS[name]) if script else REPORTS[name]
    raw = f"{spam}\n\n{body}" if first else f"{body}\n{spam}"
    told = clean(raw)
    assert told.text == REPORTS[name]
    assert [m.raw for m in told.mends if m.why is Why.SPAM] == [spam]


HEADS = (
    "首页 > 政务公开 > 工作总结\n{title}\n发布时间:2024-12-20 09:30 来源:区卫生健康局 浏览量:135\n字体:【大 中 小】 打印\n",
    "{title}\n\n2024-12-20 09:30:00   来源:青禾日报   责任编辑:李小红\n分享到\n",
    "登录\n注册\n找回密码\n查看: 120 | 回复: 3\n{title}\n[复制链接]\n31\n主题\n77\n帖子\n积分\n1200\n发表于 2024-12-20 09:30:00 | 只看该作者\n",
    "{title}\n原创 张小明 健康青禾 2024年12月20日 09:30\n点击上方蓝字关注我们\n",
)
TAILS = (
    "\n\n(记者 王小明 通讯员 李大力)\n责任编辑:赵敏\n",
    "\n\n相关阅读\n我县召开医改推进会\n上一篇:没有了\n",
    "\n\n    高级模式\n    B Color Image Link Quote Code Smilies\n    本版积分规则\n    快速回复 返回顶部 返回列表",
    "\n\n扫描二维码关注我们\n点亮“在看”\n得益牛奶 每天一杯\n全国销量超过300万箱\n",
    "\n\n版权声明:凡本网刊载的稿件,未经书面授权,任何媒体不得转载。\n主办:县人民政府办公室 备案号:京ICP备12345678号\n",
    "",
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("tail", TAILS)
def test_the_page_around_a_report_is_taken_off(name: str, head: str, tail: str) -> None:
    title, _, body = REPORTS[name].partition("\n")
    told = clean(head.format(title=title) + body + tail)
    assert squeezed(told.text) == squeezed(REPORTS[name])
    assert told.title == title
    assert told.published_at is not None
    assert told.published_at.isoformat() == "2024-12-20T09:30:00+08:00"


def squeezed(text: str) -> str:
    """Blank lines apart: where the page stood, one may be more or fewer."""
    return re.sub("\n+", "\n", text)


@given(reports, seeds)
def test_a_sentence_broken_over_two_lines_is_whole_again(name: str, seed: int) -> None:
    random, sound = Random(seed), REPORTS[name]
    places = [m.end() for m in re.finditer("[，、]", sound) if middling(sound, m.end())]
    if places:
        at = random.choice(places)
        assert clean(f"{sound[:at]}\n\n{sound[at:]}").text == sound


def middling(text: str, at: int) -> bool:
    """Far enough from both ends of its line, and not where the line would begin with a number that could be a heading's."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return at - start >= 30 and (end < 0 or end - at >= 20) and not text[at].isdigit() and "。" in text[at:end if end > 0 else None]


def test_blanks_around_a_number_are_closed_and_others_stay() -> None:
    raw = "今年第 36 个爱国卫生月,全市 25 家医院参加,覆盖率 95.2% 以上,设 A 区 3 处。\n一 二 三\n1 总则\n2024 年工作"
    assert clean(raw).text == "今年第36个爱国卫生月,全市25家医院参加,覆盖率95.2%以上,设 A 区3处。\n一 二 三\n1 总则\n2024 年工作"


def test_a_digit_that_may_have_gone_with_a_byte_is_marked_and_not_guessed() -> None:
    sound = "全县医疗机构开展义诊活动26场次,受益群众3100人次,全县医疗机构反响良好。"
    told = clean(f"工作情况。\n{lost_lead(sound, sound.index('诊活'))}\n{sound[:12]}很多次。")
    line = told.text.split("\n")[1]
    assert "\ufffd6场次" in line
    assert "26" not in line
    assert {m.line for m in told.mends if m.why is Why.DAMAGED} == {2}


@given(some.text(some.sampled_from("中國，。,?!()“”《》_ \n\t12%aHh薄猸（）來源:记者\ufffd\u3000衛"), max_size=300))
@example("")
@example("?")
@example("\n\n")
def test_any_text_has_a_clean_text_whose_lines_are_known(raw: str) -> None:
    told = clean(raw)
    assert told.raw == raw
    assert told.text == told.text.strip("\n")
    if told.lines:
        assert len(told.lines) == told.text.count("\n") + 1
        assert list(told.lines) == sorted(set(told.lines))
        assert max(told.lines) <= raw.count("\n") + 1
    assert all(1 <= m.line <= raw.count("\n") + 1 for m in told.mends)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
def test_line_ends_of_other_systems_are_line_ends(end: str) -> None:
    assert clean(SOUND["forum"].replace("\n", end)).text == SOUND["forum"]


@given(reports)
def test_marks_are_widened_one_for_one_and_those_of_numbers_are_left(name: str) -> None:
    half = narrow(REPORTS[name])
    wide = widened(half)
    assert len(wide) == len(half)
    assert wide == widened(wide)
    assert not re.search("[\u4e00-\u9fff],|,[\u4e00-\u9fff]", wide)
    assert widened("比值1:2,共1,286张(HPV)39.8%,时间09:46:26,a,b") == "比值1:2，共1,286张（HPV）39.8%，时间09:46:26,a,b"
    assert widened("共6075人(53.64%)0-6岁,f(x)=1") == "共6075人（53.64%）0-6岁，f(x)=1"

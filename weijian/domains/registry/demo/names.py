"""Names of people: surnames by how common they are, given names by sex and decade of birth."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

SURNAMES = (
    "李7.9 王7.3 张7.0 刘5.4 陈4.5 杨3.1 黄2.6 赵2.3 吴2.1 周2.1 徐1.7 孙1.5 胡1.3 朱1.3 高1.2 林1.2 何1.1 郭1.1 马1.0 罗0.9 梁0.8 宋0.8 "
    "郑0.8 谢0.7 韩0.7 唐0.7 冯0.6 于0.6 董0.6 萧0.6 程0.6 曹0.6 袁0.5 邓0.5 许0.5 傅0.5 沈0.5 曾0.5 彭0.5 吕0.5 苏0.4 卢0.4 蒋0.4 蔡0.4 "
    "贾0.4 丁0.4 魏0.4 薛0.4 叶0.4 阎0.3 余0.3 潘0.3 杜0.3 戴0.3 夏0.3 钟0.3 汪0.3 田0.3 任0.3 姜0.3 范0.3 方0.3 石0.3 姚0.3 谭0.3 廖0.3 "
    "邹0.3 熊0.3 金0.3 陆0.3 郝0.2 孔0.2 白0.2 崔0.2 康0.2 毛0.2 邱0.2 秦0.2 江0.2 史0.2 顾0.2 侯0.2 邵0.2 孟0.2 龙0.2 万0.2 段0.2 雷0.2 "
    "钱0.2 汤0.2 尹0.2 黎0.2 易0.2 常0.2 武0.2 乔0.2 贺0.2 赖0.2 龚0.2 文0.2 欧阳0.1 诸葛0.05 上官0.05"
)
# from the year, men's first and second characters, women's, and the share of one-character given names
COHORTS = (
    (0, "德永福光长明正世家有", "贵才发财生山海清荣寿", "桂秀玉兰凤翠金春银素", "兰英珍香芝莲云梅娥花", 0.04),
    (1950, "建国志新光保卫爱明援", "国军民强华平中胜跃生", "秀桂玉春建爱淑凤国月", "英兰华珍芳香梅荣莲琴", 0.06),
    (1966, "卫红建志文永国向新学", "东兵军红斌平忠武勇涛", "红丽秀春小海燕晓桂艳", "红梅霞琴丽华萍芳玲英", 0.12),
    (1977, "建志海晓文俊小永立国", "伟军涛峰勇斌波辉强刚", "丽海晓小红春艳燕静秀", "丽燕娟敏霞芳玲艳静萍", 0.26),
    (1988, "志文俊家海晓天子嘉明", "伟鹏超杰龙浩凯磊飞宇", "婷雪晓思梦佳文静雅慧", "婷静雪敏颖慧琳瑶倩娜", 0.30),
    (2000, "子俊浩宇嘉志天文家昊", "轩豪杰涛宇博阳鑫航哲", "思雨梦欣佳雅诗文子语", "涵婷怡琪雪雯萱妍彤瑶", 0.14),
    (2010, "子浩宇梓一俊沐奕辰皓", "轩宇泽睿辰涵然霖阳煜", "梓子欣诗雨一语可沐若", "涵萱怡琪妍汐桐瑶萌晴", 0.05),
)


@cache
def surnames() -> tuple[NDArray[np.str_], NDArray[np.float64]]:
    """Surnames and their shares, which add up to one."""
    entries = SURNAMES.split()
    names = np.array([e.rstrip("0123456789.") for e in entries])
    shares = np.array([float(e[len(n) :]) for e, n in zip(entries, names.tolist(), strict=True)])
    return names, shares / shares.sum()


def surnames_of(rng: np.random.Generator, count: int) -> NDArray[np.int16]:
    """Indices into `surnames()`, drawn by share."""
    cumulative = np.cumsum(surnames()[1])
    return np.minimum(np.searchsorted(cumulative, rng.random(count)), len(cumulative) - 1).astype(np.int16)


@cache
def _given(cohort: int, woman: bool) -> tuple[NDArray[np.str_], NDArray[np.str_]]:
    """All one-character and all two-character given names of a cohort."""
    _, man_first, man_second, woman_first, woman_second, _ = COHORTS[cohort]
    first, second = (woman_first, woman_second) if woman else (man_first, man_second)
    return np.array(sorted(set(second))), np.array([a + b for a in first for b in second if a != b])


def given_names(rng: np.random.Generator, birth_year: NDArray[np.integer], woman: NDArray[np.bool_]) -> NDArray[np.str_]:
    """A given name for everybody, of her time."""
    cohort = np.searchsorted(np.array([c[0] for c in COHORTS]), birth_year, side="right") - 1
    made = np.empty(len(birth_year), dtype="U2")
    for c in range(len(COHORTS)):
        for of_women in (False, True):
            here = np.flatnonzero((cohort == c) & (woman == of_women))
            single, double = _given(c, of_women)
            short = rng.random(len(here)) < COHORTS[c][5]
            made[here] = np.where(short, single[rng.integers(0, len(single), len(here))], double[rng.integers(0, len(double), len(here))])
    return made


def full_names(surname: NDArray[np.integer], given: NDArray[np.str_]) -> NDArray[np.str_]:
    return np.strings.add(surnames()[0][surname], given)

"""The text as the grammar reads it: one width of characters, and blanked where a number is a name, a date or a mark. Offsets never move."""

import re

from weijian.engines.reading.cleaning.characters import SIMPLE

TRADITIONAL = re.compile("[萬億個員醫療診開設衛總較達縣區鎮鄉]")
WIDE = {ord("０") + n: ord("0") + n for n in range(10)} | {ord("Ａ") + n: ord("A") + n for n in range(26)}
MARKS = str.maketrans("，：；（）％．！？～〜－–—―·", ",:;()%.!?~~-----")
HOLE = "\0"
HAN_YEAR = re.compile(r"(?:二[〇零○◯О0OＯ]|一九)[〇零○◯О0OＯ一二三四五六七八九]{2}(?=[ ]?年)")
YEAR_DIGITS = str.maketrans("〇零○◯ОOＯ一二三四五六七八九", "0000000123456789")

IDIOMS = (
    r"[一二三四五六七八九十两\d]个半(?:月|小时|天|年)?|[四五六]大?套?班子|[一二三四五六]位一体|[一两]对[一两]|两位数|[一二三]次函数|千家万户|万众一心"
    r"|千[家言军方头呼山丝差变辛难]万[\u4e00-\u9fff]|百分百|百日"
    r"|[三五]级[甲乙]等|[两三四五]个(?:确立"
    r"|维护|覆盖|允许|意识|自信|代表|务必|结合)"
    r"|十分(?=[^之钟])|十四五|十三五|十五五|二十大|七\*24|7\s?[x×*]\s?24\s?小时|24小时(?![之以]?内|后|前|报告|到达|达|,)|365天|万无一失|一五一十"
    r"|两节|两会|两癌|两病|两优|两不|两非|两客|两站|两区|两委|[三四五六七八九]五普法|五一|六一|八一|十一(?=[期黄假])|三[八伏农甲乙特医]"
    r"|二[级甲乙孩胎维手次][^\d]|双十|[一二三四五六七八九十]{1,3}届[^,。;\d]{0,4}?[一二三四五六七八九十]{1,3}次"
)
DATES = (
    r"(?:19|20)\d\d\s?年(?:度|末|底|初)?(?:\s?\d{1,2}\s?月(?:份|底|末|初|中旬|上旬|下旬)?(?:\s?\d{1,2}\s?日)?)?"
    r"|(?:19|20)\d\d\s?[-~至、]\s?(?:19|20)\d\d\s?(?:年度?|学年)?|(?:19|20)\d\d(?=\s?[-~至]\s?\d{4})"
    r"|[二一][〇零○九0][〇零○一二三四五六七八九]{2}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)?"
    r"|(?:19|20)\d\d[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?!\d)|\d{1,2}月\s?\d{1,2}\s?[日号]?\s?[-~至到、]\s?(?:\d{1,2}月)?\d{1,2}[日号]"
    r"|\d{1,2}[ ]?月[ ]?\d{1,2}[ ]?[日号]?"
    r"|\d{1,2}\s?[-~至到、]\s?\d{1,2}\s?月份?|\d{1,2}月(?:份|底|末|初|[上中下]旬)?"
    r"|[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?(?=[份,。;、底末初起至])"
    r"|(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])|\d{1,2}[时点](?:\d{1,2}分|半|整|许)?(?![\u4e00-\u9fff]?\d*[个位名])"
    r"|前?[一二三四1-4]季度|(?<!提)前[一二三四五六七八九十\d]{1,2}个月|[一二三四]个季度|(?:近|过去|未来|今后)[一二两三四五六七八九十\d]{1,2}年|[一二三四五六七八九十两\d]{1,2}年[来前后内](?!增|减)"
)
NAMED = (
    r"《[^《》\n]{1,60}》|“(?!\d[\d.]*[万亿]?(?:%|‰|[一-龥]{1,3})”)[^“”\n,。;!?]{1,24}”|「[^「」\n]{1,24}」|\"[^\"\n,。;!?]{1,24}\"|〔[^〕\n]{0,8}〕\s?\d{0,5}号?|\[\d{1,4}\]\s?\d{0,5}号?"
    r"|(?:[\dN]{1,4}|[A-Z])[ ]?(?:\+[ ]?(?:[\dN]{1,4}|[A-Z])[ ]?)+|\d{1,4}\+\d{1,4}[>=]\d{1,4}"
    r"|(?<![A-Za-z\d])[A-Za-z]{1,12}[-.]?\d{1,8}(?:\.\d{1,6})?(?!\d*[台套张个件例份次人篇项名])"
    r"|(?<![\d.,])(?!\d{1,8}(?:k[gm]|K[Gg]|m[lLg2]|t|L|U)(?![A-Za-z]))\d{1,8}[A-Za-z]{1,20}(?![\u4e00-\u9fff]?/)"
    r"|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}\s?-\s?\d{7,8}(?!\d)|https?://\S+|\d{1,4}\s?°?[CF](?![A-Za-z])"
)
NUMBERED = r"(?m:^[ \t\u3000]*[(\[]?\d{1,2}[)\]]?(?:[.、]|(?<=\))|[ \t])\s?(?=\d*[^\d.%]))"
ENUMERATED = r"(?:(?<=[\n。;:,])|^)[(]?[一二三四五六七八九十]{1,3}(?:[)]|是(?![一二三四五六七八九十])|、|要(?=[^\d]))"
HIDDEN = re.compile("|".join((NAMED, NUMBERED, ENUMERATED, DATES, IDIOMS)))


def plain(text: str) -> str:
    """Simplified characters, full-width digits, letters and marks made half-width, years in characters made digits, one character for one."""
    simple = _simplified(text) if TRADITIONAL.search(text) else text
    return HAN_YEAR.sub(lambda found: found[0].translate(YEAR_DIGITS), simple.translate(MARKS).translate(WIDE))


def _simplified(text: str) -> str:
    converted = str(SIMPLE.convert(text))
    return converted if len(converted) == len(text) else text


def blanked(text: str) -> str:
    """The plain text with every number that counts nothing replaced by holes of the same length."""
    return HIDDEN.sub(lambda found: HOLE * len(found[0]), text)

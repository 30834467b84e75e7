"""What pages are made of, as whole lines: buttons, counters, stamps, labels, trails, legal notes, invitations, bylines, captions."""

import re

from weijian.engines.reading.cleaning.characters import HAN

LONGEST, LONGEST_NOTE, WITHOUT_STOP, LONGEST_INVITATION = 200, 120, 100, 60  # characters

EDGE = r"[\s\[\]【】|/·>»›＞\-—:：()（）\d]*"
STRONG = (  # nothing of a report stands behind these
    "切换到宽版|切换到窄版|高级模式|本版积分规则|快速回复|返回顶部|返回列表|回到顶部|发表回复|发新帖|只看该作者|显示全部楼层|阅读模式|倒序浏览|复制链接|电梯直达|"
    "今日热点|焦点图|热点推荐|热门推荐|相关阅读|相关新闻|相关链接|相关推荐|推荐阅读|延伸阅读|猜你喜欢|热门评论|网友评论|我要评论|发表评论|最新评论|"
    "分享到|分享至|打印本页|关闭窗口|阅读原文|轻触阅读原文|预览时标签不可点|继续滑动看下一个|向上滑动看下一个|微信扫一扫关注该公众号|微信扫一扫使用小程序|"
    "喜欢此内容的人还喜欢|收录于合集|展开全文|点击关注|上一篇|下一篇|Color|Image|Link|Quote|Code|Smilies"
)
WEAK = (
    "找回密码|忘记密码|立即注册|用户注册|注册|登录|登陆|QQ登录|微信登录|退出|首页|网站首页|返回首页|设为首页|加入收藏|收藏本站|无障碍浏览|无障碍阅读|关怀版|关怀模式|老年模式|手机版|移动版|网站地图|站内搜索|智能问答|只需一步[，,]快速开始|回复|举报|"
    "主题|帖子|听众|精华|积分|威望|铜板|鲜花|金币|关注|粉丝|在线时间|注册时间|最后登录|楼主|沙发|更多|查看更多|"
    "打印|关闭|分享|收藏|点赞|在看|赞|朋友圈|微博|微信|微信扫一扫|扫一扫|复制|字体|字号|大|中|小|默认|超大|无障碍|长者模式|适老化|繁体|简体|知道了|取消|允许|"
    "人划线|个朋友|听全文|写留言|上一页|下一页|责任编辑|来源|当前位置|您的位置|Home|Login|Share|Print|Close|B|A\\+|A-|T"
)
TOOLBAR = re.compile(rf"{EDGE}(?:(?:{STRONG}){EDGE})+(?:[:：].{{1,40}})?")
BUTTONS = re.compile(rf"{EDGE}(?:(?:{STRONG}|{WEAK}){EDGE})+")
COUNTER = re.compile(
    r".{0,40}您是第 ?\d+ ?位(?:访客|访问者).{0,10}|"
    r"(?:Rank: ?\d+)+|(?:查看|浏览|阅读|点击|访问|回复|评论|浏览量|阅读量|浏览次数|点击数|点击率|访问量|访问次数|阅读次数|点赞数?|播放)[:： ]*\d+.*|"
    r"[\d.]+ ?(?:枚|朵|万阅读|次浏览|人阅读)",
)
BARE = re.compile(r"\d{1,7}|[\d.]+ (?:点|个|小时)")
LABELLED = re.compile(
    r"[\[【(（]?(?:主办|承办|主办单位|承办单位|发布时间|发布日期|发文日期|成文日期|公开日期|生成日期|更新时间|发表时间|时间|日期|来源|稿源|信息来源|文章来源|作者|责任编辑|责编|编辑|审核|审校|初审|复审|终审|校对|监制|主编|值班主任|"
    r"浏览量|浏览次数|阅读量|阅读次数|点击数|点击量|访问量|字体|字号|索引号|信息索引|主题分类|主题词|发文机关|发布机构|发布单位|信息分类|体裁分类|文号|公开方式|公开范围|有效性|"
    r"记者|通讯员|撰稿|供稿|摄影|文图|图文|文/图|文|图|编审|投稿邮箱|投稿热线|联系电话|新闻热线|爆料热线|咨询热线)[:：].*",
)
STAMPED = re.compile(
    r"(?:发表于|发布于|更新于|编辑于)?\s*\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?"
    r"(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?(?=\s|$|[|\[【])(?!.*。).*",
)
ORIGINAL = re.compile(r"原创\s+\S.{0,40}|(?:\S{1,12}\s+){1,4}\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s+\S{1,6})?")
TRAIL = re.compile(r"(?:您?当?前?(?:的|所在)?位置|您现在的位置)[:：].*|首页\s*[>»›＞].*|[^\d>»›＞]{1,12}(?:\s*[>»›＞]\s*[^\d>»›＞]{1,20}){2,}")
LEGAL = re.compile(
    r"(?:版权声明|版权所有|免责声明|郑重声明|特别声明|声明)(?:[:：].*)?|.*(?:ICP备|公网安备|网站标识码|备案号|Copyright|©|All Rights Reserved).*|"
    r".*(?:转载请注明|未经(?:书面)?授权).*",
    re.I,
)
INVITES = re.compile(
    r"[^\w]*(?:更多[^。，,]{0,10}|请|欢迎|快|立即)?(?:(?:扫描|长按|识别|扫一扫)[^。，,\d]{0,16}二维码|扫码(?:关注|查看|下载|阅读|观看)|"
    r"点击(?:上方|下方|左下角|右下角|蓝字|阅读原文)|关注我们|关注[^。，,\d]{0,10}公众号|下载[^。，,\d]{0,10}(?:客户端|APP)|点亮.?在看|设为星标|分享到朋友圈)[^。\d]*。?|"
    r"[^。\d]{0,8}(?:爆料|咨询|广告|合作|投稿|热线)[^。\d]{0,6}[:：]\s*[\d\-]{7,}",
    re.I,
)
BYLINE = re.compile(
    rf"[(（【\[]?(?:[{HAN}/·]{{0,24}}?(?:首席|见习|实习|全媒体|融媒体|特约|本报|本网)?(?:记者|通讯员|作者|撰稿|供稿|责任编辑|责编|编辑|校对|审核|摄影|文/图|图/文|文|图))[:：/]?\s*"
    rf"(?:[{HAN}·]{{1,4}}[ 、/]?){{1,8}}(?:[ |/]*(?:记者|通讯员|摄影|编辑|责编|文|图)[:：/]?\s*(?:[{HAN}·]{{1,4}}[ 、/]?){{1,8}})*[)）】\]]?",
)
CAPTION = re.compile(r"[▲△↑▼]?\s*(?:图为|图片说明|资料图|配图).{0,60}|.{2,60}(?:供图|资料图片?|(?<=[ (（/])摄|记者[^。，,]{1,8}摄)[)）。]?")
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文",
)
KINDS = {
    "toolbar": TOOLBAR, "button": BUTTONS, "counter": COUNTER, "bare": BARE, "byline": BYLINE, "stamp": STAMPED, "label": LABELLED, "original": ORIGINAL,
    "trail": TRAIL, "caption": CAPTION,
}


def kind_of(line: str) -> str:
    """What kind of furniture a line is; empty when it may be the report's. Legal notes may be sentences, all else is none."""
    if not line or len(line) > LONGEST:
        return ""
    if len(line) <= LONGEST_INVITATION and INVITES.fullmatch(line):
        return "invites"
    if len(line) <= LONGEST_NOTE and line.count("。") < 3 and LEGAL.fullmatch(line):
        return "legal"
    if len(line) > WITHOUT_STOP or "。" in line or line.endswith(("？", "?")):  # 记者：今年有什么打算？
        return ""
    return next((kind for kind, pattern in KINDS.items() if pattern.fullmatch(line)), "")

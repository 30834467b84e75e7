"""Why a demo county is not built."""

from weijian.kernel.refusal import Wording

NOT_EMPTY = Wording(
    "DMO-01", "这个数据目录里已经有登记（{residents}名居民、{institutions}家机构、{accounts}个账号），不是演示县。", "请用 --data 指定一个空目录。",
)
ANOTHER_COUNTY = Wording(
    "DMO-02", "这个数据目录里已经有一个演示县（种子{seed}、{residents}名居民），与所要的不同。", "请用 --data 指定一个空目录，或用同样的种子和人数启动。",
)

"""How the key ring says no."""

from weijian.kernel.refusal import Wording

KEYS_LOST = Wording(
    "SEC-01", "钥匙不见了：{folder}里没有{missing}，而数据库里有用它封存的证件号码和电话。",
    "请从另存的备份里取回 keys 文件夹，放回数据目录。没有它，封存的内容谁也读不出来；请不要另造新钥匙。",
)
KEYS_STRANGE = Wording("SEC-02", "{folder}里的钥匙打不开这个数据库封存的内容。", "钥匙和数据库须出自同一处：请取回和这个数据库一起的 keys 文件夹。")

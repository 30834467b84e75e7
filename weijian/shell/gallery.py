"""Sample values for the gallery: every part of a page once, in each of its states."""

from datetime import UTC, datetime
from typing import Any

from django import forms

from weijian.foundation.screen.parts import Action, Clock, Entry, Fact, Figure, Tab, steps
from weijian.foundation.screen.refusals import PAGE_LOST
from weijian.kernel.refusal import Fault, Refusal, Refusals
from weijian.shell.charts import bars, lines, pyramid

MORNING = datetime(2026, 11, 2, 1, 41, tzinfo=UTC)


class SampleForm(forms.Form):
    """The kinds of fields a form has."""

    name = forms.CharField(label="姓名", max_length=40, help_text="与身份证一致")
    born_on = forms.DateField(label="出生日期", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    weight = forms.DecimalField(label="体重", min_value=1, max_value=300)
    kind = forms.ChoiceField(label="人群", choices=[("", "请选择"), ("elderly", "老年人"), ("pregnant", "孕产妇")])
    asked = forms.ChoiceField(label="血型", widget=forms.RadioSelect, choices=[("a", "A 型"), ("unknown", "不详"), ("refused", "拒绝提供")])
    agreed = forms.BooleanField(label="已告知本人", required=False)
    note = forms.CharField(label="备注", widget=forms.Textarea(attrs={"rows": 3}), required=False)


def parts() -> dict[str, Any]:
    refusal = Refusal(PAGE_LOST)
    wrong = SampleForm({"name": "", "weight": "900"})
    fine = SampleForm()
    for form in (wrong, fine):
        form.fields["weight"].unit = "kg"  # type: ignore[attr-defined]
    return {
        "actions": [
            Action("登记", "#", icon="plus", primary=True), Action("导出", "#", icon="download"), Action("注销", "#", danger=True, icon="trash"),
            Action("合并", refusal=refusal, icon="git-merge"),
        ],
        "facts": [
            Fact("姓名", "王桂兰"), Fact("年龄", 78, unit="岁"), Fact("血型", missing="未采集"), Fact("证件号码", "429921********0021", reveal="#"),
            Fact("村", "远山村", href="#"),
        ],
        "steps": steps((("raised", "提出"), ("assigned", "派单"), ("handled", "办理"), ("closed", "办结")), "handled"),
        "clocks": [Clock("还有 3 个工作日", "green"), Clock("今天到期", "yellow"), Clock("逾期 2 天", "red"), Clock("不限时")],
        "figures": [
            Figure(
                "15 分钟可达人口", "91.2", unit="%", period="2026-11", denominator="常住人口 100,000", target="≥ 90 %", change="较上月 +0.4",
                as_of="09:41", href="#", spark=(88, 88.4, 89, 89.9, 90.8, 91.2), tier="green", tier_word="达标",
            ),
            Figure("公立二级以上医院", 3, unit="家", period="2026-11-02", as_of="09:41", href="#"),
        ],
        "entries": [Entry(MORNING, "张敏", "更正了住址", "东柳村 → 远山村"), Entry(MORNING, "李广田", "登记")],
        "tabs": [Tab("概况", "#", active=True), Tab("家庭", "#", count=4), Tab("历史", "#")],
        "refusal": refusal,
        "faulty": Refusals(PAGE_LOST, [Fault(refusal, 12, "证件号码"), Fault(refusal, 90, "出生日期")], total=240),
        "form": fine, "wrong": wrong,
        "bars": bars("柳河镇最高，云岭乡最低。", ["柳河镇", "城关镇", "云岭乡"], [98.2, 95.1, 61.4], title="乡镇", unit="%", target=90),
        "lines": lines("三个月来在升。", ["9 月", "10 月", "11 月"], {"可达率": [88.0, 90.1, 91.2]}, unit="%"),
        "pyramid": pyramid("五十多岁的人最多。", ["0–14", "15–59", "60+"], [80, 290, 110], [72, 280, 130], men_word="男", women_word="女"),
        "job": {"words": "正在导入居民", "count": 412_000, "total": 1_000_000, "rate": "12,400", "left": "47 秒", "going": False},
    }

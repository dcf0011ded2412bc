"""What does an officer take along to a visit?

One HTML file with everything in it: no script, no font, no picture from elsewhere, so that it opens on any telephone,
prints on paper, and can be sent on. Each company has its reasons, its doubts and room to write; every claim names its
statements, every statement its source, at the end.
"""

from html import escape
from typing import Any

from yuantu.workspace.evidence import statement_json
from yuantu.workspace.session import Session

SAY = {
    "zh": {
        "title": "拜访单", "as_of": "截至", "gap": "缺口", "customers": "本地客户", "reasons": "为何拜访",
        "doubts": "存疑", "notes": "记录", "abstained": "来源或理由不足，不作推荐", "sources": "依据", "score": "得分",
        "data": "数据版本", "none": "（无）", "place": "所在",
    },
    "en": {
        "title": "Call sheet", "as_of": "As of", "gap": "Gap", "customers": "Customers here", "reasons": "Why visit",
        "doubts": "Doubts", "notes": "Notes", "abstained": "Too few sources or reasons: no recommendation",
        "sources": "Statements and sources", "score": "Score", "data": "Data version", "none": "(none)",
        "place": "Seat",
    },
}  # fmt: skip
STATES = {
    "present": ("有", "present"), "reachable": ("可达", "reachable"), "absent": ("缺（有据）", "absent, with evidence"),
    "no_data": ("无数据", "no data"),
}  # fmt: skip
STYLE = """
body{font:15px/1.6 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#1c2430;max-width:46rem;margin:2rem
auto;padding:0 1rem}h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:1.6rem 0 .3rem}p,ul{margin:.3rem 0}
section{border-top:1px solid #c9d2dc;padding:.8rem 0;break-inside:avoid}ul{padding-left:1.2rem}
.doubt li{color:#8a3b12}small,a{color:#5a6675}.notes{height:4rem;border:1px dashed #c9d2dc;border-radius:4px;
padding:.2rem .5rem;color:#8a95a3}ol{padding-left:1.4rem;font-size:.85rem}li:target{background:#fff3c4}
"""


def draw_call_sheet(session: Session, found: dict[str, Any], language: str) -> str:
    """The answer of `find_targets` as one HTML page in `language`."""
    say, cited = SAY[language], _Cited(session, language)
    gap = found["gap"]
    title = f"{say['title']} · {found['region']['name'][language]} · {gap['name'][language]}"
    customers = "、".join(one["company_name"] for one in found["customers"]) or say["none"]
    state = STATES[gap["state"]][language == "en"]
    body = [
        f"<h1>{escape(title)}</h1>",
        f"<p><small>{say['as_of']} {found['as_of']} · {say['data']} {escape(found['snapshot'])}</small></p>",
        f"<p>{say['gap']}: {state} · {escape(found['coverage']['text'][language])}</p>",
        f"<p>{say['customers']}: {escape(customers)}</p>",
        *(_company(one, say, cited, language) for one in found["targets"]),
    ]
    if found["abstained"]:
        body.append(f"<h2>{say['abstained']}</h2>")
        body += [_company(one, say, cited, language) for one in found["abstained"]]
    body += [
        f"<h2>{say['sources']}</h2>",
        cited.listed(),
        f"<p><small>{escape(found['model'][language])}</small></p>",
    ]
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title>\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<style>{STYLE}</style></head>\n<body>\n" + "\n".join(body) + "\n</body></html>\n"
    )


def _company(one: dict[str, Any], say: dict[str, str], cited: "_Cited", language: str) -> str:
    low, high = one["band"]
    score = f"{low:.2f}" if low == high else f"{low:.2f}–{high:.2f}"
    mark = "［示例］" if one["sample"] else ""
    rank = f"{one['rank']}. " if "rank" in one else ""
    where = one["region_name"][language] if one["region_name"] else "?"
    why = f"<p>{escape(one['why'][language])}</p>" if "why" in one else ""
    lists = "".join(
        f'<p>{say[key]}</p><ul class="{kind}">'
        + "".join(
            f"<li>{escape(point['text'][language])}{cited.marks(point['statements'])}</li>"
            for point in one[key]
        )
        + "</ul>"
        for key, kind in (("reasons", "reason"), ("doubts", "doubt"))
    )
    return (
        f"<section><h2>{mark}{rank}{escape(one['company_name'])}</h2>"
        f"<p><small>{say['place']}: {escape(where)} · {say['score']} {score}</small></p>{why}{lists}"
        f'<div class="notes">{say["notes"]}</div></section>'
    )


class _Cited:
    """Numbers statements in the order in which they are cited."""

    def __init__(self, session: Session, language: str) -> None:
        self._session, self._language = session, language
        self._numbers: dict[str, int] = {}

    def marks(self, statements: list[str]) -> str:
        numbers = [self._numbers.setdefault(one, len(self._numbers) + 1) for one in statements]
        return "".join(f' <a href="#s{number}">[{number}]</a>' for number in numbers)

    def listed(self) -> str:
        """Each statement that was cited: its words, its source, where in it, its id."""
        lines = []
        for statement, number in self._numbers.items():
            found = statement_json(self._session, statement)
            words = f"{found['entity_name']} · {found['label'][self._language]}: “{found['words']}”"
            source = found["source"]
            place = f"{source['citation']} [{source['source_class'] or '?'}] {found['locator']} · {statement}"
            lines.append(f'<li id="s{number}">{escape(words)}<br><small>{escape(place)}</small></li>')
        return f"<ol>{''.join(lines)}</ol>"

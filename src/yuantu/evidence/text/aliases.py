"""Under which other names does an article speak of a thing?

Aliases that the text introduces (以下简称, in brackets), companies by the core of their legal names, projects by the
company's name (中创新航项目), abbreviated zones (经开区), and slips of one character beside the right name.
"""

import re
from collections import Counter
from collections.abc import Sequence

from yuantu.evidence.text.claims import SubjectKind
from yuantu.evidence.text.entities import Name
from yuantu.evidence.text.lexicon import UNSAFE
from yuantu.evidence.text.sentences import Sentence
from yuantu.ontology.names import LEGAL_FORMS
from yuantu.ontology.regions import find_region, find_regions

Aliases = dict[str, tuple[str, SubjectKind]]
_INTRODUCES = re.compile(
    r"[(（]\s*(?:以下|下文|下)?(?:简?称|统称)(?:为|[:：])?\s*[“\"]?([^”\"()（）]{2,12})[”\"]?\s*[)）]"
)
_DIRECTIONS = frozenset("东西南北中新老大小一二三四五六七八九十上下前后甲乙丙丁")
_COMPANIES = 120  # so many are looked for by their cores
_ABBREVIATED = {
    "经开区": ("经济技术开发区", "经济开发区"),
    "高新区": ("高新技术产业开发区", "高新技术开发区"),
    "综保区": ("综合保税区",),
}


def find_aliases(
    text: str, sentences: Sequence[Sentence], names: Sequence[Sequence[Name]], counts: Counter[str]
) -> Aliases:
    """Spelling → (canonical name, kind), for one article. `counts`: how often each full name stands in it."""
    aliases: Aliases = {}
    if sentences:
        _introduced(text, sentences, names, aliases)
        _by_core(text, sentences, names, aliases)
        _by_company(names, aliases)
        _by_slip(counts, aliases)
        _by_abbreviation(counts, aliases)
        _by_county(counts, aliases)
    return aliases


def _introduced(
    text: str, sentences: Sequence[Sentence], names: Sequence[Sequence[Name]], aliases: Aliases
) -> None:
    for sentence, found in zip(sentences, names, strict=True):
        for match in _INTRODUCES.finditer(text, sentence.start, sentence.end):
            owner = next(
                (name for name in reversed(found) if name.end <= match.start() + 1 and not name.short), None
            )
            if owner is not None:
                aliases[match[1].strip("“”")] = (owner.text, owner.kind)


def _by_core(
    text: str, sentences: Sequence[Sentence], names: Sequence[Sequence[Name]], aliases: Aliases
) -> None:
    """海目星激光科技集团股份有限公司 is also called 海目星, if that stands elsewhere."""
    start, end = sentences[0].start, sentences[-1].end
    companies = Counter(
        name.text for found in names for name in found if name.kind == "company" and not name.short
    )
    for company, times in companies.most_common(_COMPANIES):
        core = re.sub(r"[(（][^()（）]*[)）]", "", company)
        for form in LEGAL_FORMS:
            core = core.removesuffix(form)
        place = next((part for cut in (3, 2) if (part := core[:cut]) and find_regions(part)), "")
        core = core.removeprefix(place)
        for length in (6, 5, 4, 3):
            short = core[:length]
            if len(short) == length and short != company and text.count(short, start, end) > times:
                aliases.setdefault(short, (company, "company"))
                break


def _by_company(names: Sequence[Sequence[Name]], aliases: Aliases) -> None:
    """中创新航项目 is 中创新航江门基地项目 when only one project begins with that name."""
    projects = {name.text for found in names for name in found if name.kind == "project" and not name.short}
    if len(projects) > _COMPANIES:
        return
    for short in projects:
        body = re.sub(r"(?:项目|工程|基地)?(?:[一二三]期)?$", "", short)
        longer = [name for name in projects if name != short and len(body) >= 3 and name.startswith(body)]
        full = [name for name in longer if not re.search(r"[一二三]期", name)]
        if len(full) == 1 and len(full[0]) > len(short) - 2:
            aliases.setdefault(short, (full[0], "project"))


def _by_slip(counts: Counter[str], aliases: Aliases) -> None:
    """Two names of one article that differ by one missing character are one name, the more frequent or longer."""
    long = [name for name in counts if len(name) >= 6]
    gaps: dict[str, str] = {}
    for name in long:
        for at in range(1, len(name) - 1):
            if name[at] not in _DIRECTIONS and not name[at].isascii():
                gaps.setdefault(name[:at] + name[at + 1 :], name)
    for name in long:
        twin = gaps.get(name)
        if twin is not None and twin in counts and name not in aliases:
            best = twin if counts[twin] >= counts[name] else name
            aliases[name if best == twin else twin] = (best, "park" if best[-1] in "园区" else "project")


def _by_abbreviation(counts: Counter[str], aliases: Aliases) -> None:
    """赣州经开区 is 赣州经济技术开发区 when both stand in the article."""
    for name in counts:
        for short, forms in _ABBREVIATED.items():
            if name.endswith(short):
                full = next(
                    (other for form in forms if (other := name.removesuffix(short) + form) in counts), None
                )
                if full is not None:
                    aliases.setdefault(name, (full, "park"))


def _by_county(counts: Counter[str], aliases: Aliases) -> None:
    """武进 is 武进区 where the article names it in full, too."""
    for name in counts:
        short = name[:-1]
        division = find_region(name) if len(short) == 2 and name[-1] in "区县" else None
        if (
            division is not None
            and division.level == "county"
            and short not in counts
            and short not in UNSAFE
        ):
            aliases.setdefault(short, (name, "region"))

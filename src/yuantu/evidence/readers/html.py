"""What does a web page say, without its navigation?

The page is parsed as a stream of events (libxml2 follows browsers in what is a tag), so neither depth nor size builds
a tree. Every stretch of words between block tags is a block with its element path. A block is kept or dropped by where
it stands (nav, footer, …), how much of it is links, how long it is and what its neighbours are; what was dropped is
reported with its share. Blocks come in the order of the page, also where a page holds several articles.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]

from yuantu.errors import Problem, Refusal
from yuantu.evidence.readers import limits
from yuantu.evidence.readers.blocks import BlockKind, Locator, Reading, TextBuilder, Unread
from yuantu.evidence.readers.boilerplate import Stretch, is_byline, keep_content
from yuantu.evidence.readers.pagetables import PageTables
from yuantu.evidence.readers.published import META_NAMES, clean_title, read_day
from yuantu.evidence.readers.received import Decoded
from yuantu.evidence.readers.tablefinding import tables_of
from yuantu.ontology.values import Period

_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_SILENT = frozenset(
    "script style noscript template svg math iframe object select option textarea button canvas audio video head "
    "datalist".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rp rt ruby s samp "
    "small span strike strong sub sup time tt u var wbr".split()
)
_ASIDE_TAGS = frozenset("nav footer form menu".split())
_ASIDE_WORDS = re.compile(
    r"(?:^|[-_\s])(?:nav\w*|menu\w*|footer|foot|breadcrumbs?|crumbs?|share\w*|related|recommend\w*|sidebar|copyright"
    r"|pager|pagination|page-?nav|login|search\w*|ads?|advert\w*|comments?|toolbar|friendlink|links|topbar)"
    r"(?:$|[-_\s])",
    re.IGNORECASE,
)
_HAVING = re.compile(r"\b(?:has|no|with|without|hide|show|left|right)[-_]\w+", re.IGNORECASE)
_FEED_CHARACTERS = 1 << 16
_MOST_PATH = 600
_MOST_TAGS = 24


def declared_charset(data: bytes) -> str:
    """The charset that a page's head declares, or ""."""
    match = _CHARSET.search(data[:8192])
    return match[1].decode("ascii") if match else ""


def read_html(decoded: Decoded) -> Reading:
    """A page or a fragment of one. Raises `Refusal` (`document_too_deep`)."""
    page = _Page()
    parser = etree.HTMLParser(target=page, huge_tree=True, remove_comments=True, remove_pis=True)
    text = decoded.text.replace("\0", "\ufffd")
    for start in range(0, len(text), _FEED_CHARACTERS):
        parser.feed(text[start : start + _FEED_CHARACTERS])
    if text.strip():
        parser.close()
    return page.reading(decoded)


@dataclass(slots=True)
class _Element:
    tag: str
    path: str
    aside: bool
    silent: bool
    children: dict[str, int] = field(default_factory=dict)


class _Page:
    """Collects stretches of words from the parser's events."""

    def __init__(self) -> None:
        self._stack = [_Element("", "", aside=False, silent=False)]
        self._stretches: list[Stretch] = []
        self._pieces: list[str] = []
        self._linked = 0
        self._links = 0
        self._bold = 0
        self._bolds = 0
        self._where = self._stack[0]
        self._title: list[str] = []
        self._in_title = False
        self._dates: list[str] = []
        self._tables = PageTables()
        self._pictures = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        above = self._stack[-1]
        if len(self._stack) > limits.MOST_DEPTH:
            raise Refusal("document_too_deep", most=limits.MOST_DEPTH)
        number = above.children[tag] = above.children.get(tag, 0) + 1
        path = f"{above.path}/{tag}" + (f"[{number}]" if number > 1 else "")
        if len(path) > _MOST_PATH:  # nobody follows such a path; a million of them would fill the memory
            path = above.path if above.path.endswith("…") else f"{above.path}/…"
        if tag not in _INLINE:
            self._flush()
        aside = above.aside or tag in _ASIDE_TAGS or _is_aside(tag, attributes)
        silent = above.silent or tag in _SILENT or _is_hidden(attributes)
        self._stack.append(_Element(tag, path, aside=aside, silent=silent))
        if tag == "meta":
            self._meta(attributes)
        elif tag == "title":
            self._in_title = True
        elif tag == "time" and "datetime" in attributes:
            self._dates.append(attributes["datetime"])
        elif tag == "img":
            self._pictures += not silent and not aside
        elif tag == "br" and not silent:
            self._pieces.append("\n")
        self._links += tag == "a"
        self._bolds += tag in ("b", "strong")
        self._tables.start(tag, attributes, len(self._stretches))

    def end(self, tag: str) -> None:
        if tag not in _INLINE:
            self._flush()
        if len(self._stack) > 1:
            self._stack.pop()
        self._in_title = self._in_title and tag != "title"
        self._links = max(0, self._links - (tag == "a"))
        self._bolds = max(0, self._bolds - (tag in ("b", "strong")))
        self._tables.end(tag, len(self._stretches))

    def data(self, words: str) -> None:
        here = self._stack[-1]
        if self._in_title:
            self._title.append(words[:300])
        if here.silent or not words:
            return
        if not any(piece.strip() for piece in self._pieces):
            self._where = next((each for each in reversed(self._stack) if each.tag not in _INLINE), here)
        self._pieces.append(re.sub(r"[ \t\r\n\u00a0]+", " ", words))
        shown = len(words.strip())
        self._linked += shown if self._links else 0
        self._bold += shown if self._bolds else 0

    def comment(self, words: str) -> None:
        """Comments are no content."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Processing instructions are no content."""

    def close(self) -> None:
        self._flush()

    def _meta(self, attributes: Mapping[str, str]) -> None:
        name = (
            attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
        ).lower()
        if name in META_NAMES:
            self._dates.append(attributes.get("content", ""))

    def _flush(self) -> None:
        if not self._pieces:
            return
        words = "\n".join(line.strip() for line in "".join(self._pieces).split("\n"))
        words = re.sub(r"\n{2,}", "\n", words).strip()
        length = max(len(words.replace("\n", "")), 1)
        if words:
            tags = [each.tag for each in self._stack[-_MOST_TAGS:] if each.tag]
            linked, bold = min(self._linked / length, 1.0), min(self._bold / length, 1.0)
            self._stretches.append(
                Stretch(words, self._where.path, tuple(tags), linked, bold, aside=self._where.aside)
            )
        self._pieces, self._linked, self._bold = [], 0, 0

    def reading(self, decoded: Decoded) -> Reading:
        """Lay out what is content, report what is not."""
        kept = keep_content(self._stretches)
        text = TextBuilder()
        spans: dict[int, tuple[int, int]] = {}
        dropped = 0
        for index, stretch in enumerate(self._stretches):
            if index not in kept:
                dropped += len(stretch.words)
                continue
            kind, level = _kind(stretch)
            block = text.add(stretch.words, kind, Locator("element", stretch.path), level)
            spans[index] = (block.start, block.end)
        whole = text.text
        unread = list(decoded.unread)
        problems = list(decoded.problems())
        total = max(dropped + sum(end - start for start, end in spans.values()), 1)
        if dropped:
            unread.append(Unread("boilerplate", "", dropped / total))
        if self._pictures:
            unread.append(Unread("picture", "", 0.0))
            params = {"count": str(self._pictures)}
            problems.append(Problem("document_pictures", params, severity="warning"))
        title = clean_title(" ".join("".join(self._title).split()))
        first = next((block.text for block in text.blocks if block.kind == "heading"), title)
        tables = tables_of(self._tables.sheets(whole, spans))
        return Reading(
            whole,
            tuple(text.blocks),
            tables,
            tuple(unread),
            tuple(problems),
            self._day(),
            clean_title(first or title),
        )

    def _day(self) -> Period | None:
        return next((day for day in map(read_day, self._dates) if day is not None), None)


def _is_aside(tag: str, attributes: Mapping[str, str]) -> bool:
    if tag in ("html", "body", "article", "main"):
        return False
    words = f"{attributes.get('class', '')[:200]} {attributes.get('id', '')[:100]}"
    return bool(_ASIDE_WORDS.search(_HAVING.sub(" ", words))) or attributes.get("role") in (
        "navigation",
        "contentinfo",
        "search",
    )


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    style = attributes.get("style", "")[:500].replace(" ", "").lower()
    return "hidden" in attributes or "display:none" in style or attributes.get("aria-hidden") == "true"


def _kind(stretch: Stretch) -> tuple[BlockKind, int]:
    for tag in reversed(stretch.tags):
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            return "heading", int(tag[1])
    if {"figcaption", "caption"} & set(stretch.tags):
        return "caption", 0
    if "aside" in stretch.tags:
        return "sidebar", 0
    if {"td", "th"} & set(stretch.tags):
        return "table-cell", 0
    if is_byline(stretch.words):
        return "byline", 0
    if stretch.bold > 0.95 and len(stretch.words) <= 40 and not stretch.words.endswith(("。", "，", ";")):
        return "heading", 0
    return ("list-item", 0) if stretch.tags and stretch.tags[-1] == "li" else ("paragraph", 0)

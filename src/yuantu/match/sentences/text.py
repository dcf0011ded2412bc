"""Which characters of the sentence are still unread, and what do they look like in plain spelling?

The plain text has exactly one character for each character of the sentence (full-width, Traditional and
capital letters folded), so that every span found in it slices the sentence itself.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from yuantu.errors import Problem
from yuantu.match.brief import Amount, Span, Stated

_TRADITIONAL = (
    "廠萬畝億離積層淨樓電內個開車鐘與門會臺灣鶴寶龍華東廣關區縣鎮鄉專線碼頭氣雙迴汙處熱樑貨設備結構業"
    "產製鍍買購賣賃價單總預兩週間過遠機場達運鐵務倉庫儲塊標準長寬載噸壓變應無須陽順陸豐僑創實驗團員範"
    "圍鋼樣辦國際環評氫鋰體藥醫療燈飾傢紡織錶飲紙涼營檢測獨棟號滿約餘幾從濱蓮滙匯紅維權馬頂進這們還說"
    "請問裡裏嗎後當對來時點動願選園資級蘇貴費輛顧聯網態橋劃塗鑄噴複鈑軌協輕崗貢羅鹽葉張楊歸戶衛額"
)
_SIMPLIFIED = (
    "厂万亩亿离积层净楼电内个开车钟与门会台湾鹤宝龙华东广关区县镇乡专线码头气双回污处热梁货设备结构业"
    "产制镀买购卖赁价单总预两周间过远机场达运铁务仓库储块标准长宽载吨压变应无须阳顺陆丰侨创实验团员范"
    "围钢样办国际环评氢锂体药医疗灯饰家纺织表饮纸凉营检测独栋号满约余几从滨莲汇汇红维权马顶进这们还说"
    "请问里里吗后当对来时点动愿选园资级苏贵费辆顾联网态桥划涂铸喷复钣轨协轻岗贡罗盐叶张杨归户卫额"
)


class _Folding(dict[int, str]):
    """A translation table that folds characters as they are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if 0xFF01 <= code <= 0xFF5E and character not in "，；：？！（）":
            character = chr(code - 0xFEE0)
        elif code in (0x3000, 0xA0) or (character.isspace() and character != "\n"):
            character = " "
        lower = character.lower()
        self[code] = lower if len(lower) == 1 else character
        return self[code]


_FOLDING = _Folding({ord(old): new for old, new in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)})


def fold(text: str) -> str:
    """The plain spelling, character by character: `len(fold(text)) == len(text)`."""
    return text.translate(_FOLDING)


@dataclass(slots=True)
class Draft:
    """A brief while it is being read: what has been found, and which characters found it."""

    text: str
    today: date
    plain: str = ""
    taken: bytearray = field(default_factory=bytearray)
    single: dict[str, Stated] = field(default_factory=dict)
    several: dict[str, list[Stated]] = field(default_factory=dict)
    refused: list[Span] = field(default_factory=list)
    contradictions: list[Problem] = field(default_factory=list)
    assumptions: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.plain = fold(self.text)
        self.taken = bytearray(len(self.text))

    def is_free(self, start: int, end: int) -> bool:
        return not any(self.taken[start:end])

    def take(self, start: int, end: int) -> str:
        """Mark the characters as read and give their words back."""
        self.taken[start:end] = b"\x01" * (end - start)
        return self.text[start:end]

    def refuse(self, start: int, end: int) -> None:
        """Read, but of no use: the words go to `not_understood` as one piece."""
        self.take(start, end)
        self.refused.append((start, end))

    def assume(self, code: str, **params: str) -> None:
        problem = Problem(code, params, severity="warning")
        if problem not in self.assumptions:
            self.assumptions.append(problem)

    def put(self, name: str, item: Stated) -> None:
        """State a field; a second, different value is reported and the first one kept."""
        present = self.single.get(name)
        if present is None:
            self.single[name] = item
        elif isinstance(present, Amount) and isinstance(item, Amount):
            self.single[name] = self._join(name, present, item)
        elif _content(present) != _content(item):
            self._report_two(name, present.words, item.words)
        else:
            self.assume("brief_said_twice", value=item.words, first=present.words)

    def add(self, name: str, item: Stated) -> None:
        items = self.several.setdefault(name, [])
        if all(_content(item) != _content(other) for other in items):
            items.append(item)

    def _join(self, name: str, first: Amount, second: Amount) -> Amount:
        """Two statements on one amount: bounds complement each other, or are reported."""
        if (first.about is None) != (second.about is None):
            self._report_two(name, first.words, second.words)
            return first
        joined: dict[str, float | None] = {}
        for bound in ("min", "max", "about"):
            one, other = getattr(first, bound), getattr(second, bound)
            if one is not None and other is not None and one != other:
                self._report_two(name, first.words, second.words)
                return first
            joined[bound] = one if one is not None else other
        spans = [amount.span for amount in (first, second) if amount.span is not None]
        start, end = min(span[0] for span in spans), max(span[1] for span in spans)
        return replace(first, **joined, words=self.text[start:end], span=(start, end))

    def _report_two(self, name: str, first: str, second: str) -> None:
        self.contradictions.append(
            Problem("brief_two_values", {"field": name, "first": first, "second": second})
        )


def _content(item: Stated) -> Stated:
    return replace(item, words="", span=None)

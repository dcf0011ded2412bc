"""How is a name written, once the accidents of typing are gone?"""

import re
import unicodedata

from yuantu.errors import Refusal
from yuantu.ontology.values import Text

LEGAL_FORMS = tuple(
    "集团股份有限公司 控股集团有限公司 集团有限责任公司 集团有限公司 股份有限公司 有限责任公司 有限合伙企业 "
    "有限公司 (有限合伙) 股份公司 集团公司 总公司 分公司 集团 公司".split()
)
_BLANKS = re.compile(r"\s+")
_BESIDE_HAN = re.compile(r"(?<=[\u3400-\u9fff（）()、，。；：]) | (?=[\u3400-\u9fff（）()、，。；：])")
_LETTERS = re.compile(r"[A-Za-z\u3400-\u9fff]")
_PLACEHOLDERS = frozenset(
    {"无", "暂无", "未知", "不详", "n/a", "na", "none", "null", "-", "--", "/", "待定", "tbd"}
)


def tidy_name(text: str) -> str:
    """NFKC, no control characters, single blanks, none beside Chinese characters, no outer quotation marks."""
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(character for character in plain if character.isspace() or character.isprintable())
    plain = _BESIDE_HAN.sub("", _BLANKS.sub(" ", plain).strip())
    return plain.strip("“”\"'‘’").strip()


def read_name(text: str) -> Text:
    """A name of a place, park, road or product.

    Raises `Refusal`: `name_missing`, `name_placeholder` (无, n/a) or `name_unreadable`.
    """
    name = tidy_name(text)
    if not name:
        raise Refusal("name_missing", value=text)
    if name.lower() in _PLACEHOLDERS:
        raise Refusal("name_placeholder", value=text)
    if "\ufffd" in name or not _LETTERS.search(name):
        raise Refusal("name_unreadable", value=text)
    return Text(name)


def read_company(text: str) -> Text:
    """One company's name; several in one cell are refused (`company_several`)."""
    name = read_name(text)
    if len(re.findall(r"有限公司|有限责任公司", name.text)) > 1 and not name.text.endswith("分公司"):
        raise Refusal("company_several", value=text)
    return name


def company_core(name: str) -> str:
    """The name without legal form and brackets, for comparing: 江门天赐(新会)有限公司 → 江门天赐新会."""
    core = tidy_name(name)
    for form in LEGAL_FORMS:
        if core.endswith(form) and len(core) > len(form) + 1:
            core = core[: -len(form)]
            break
    return re.sub(r"\(([^()]{2,6})\)", r"\1", core)

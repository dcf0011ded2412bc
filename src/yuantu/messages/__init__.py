"""In which words does Yuantu tell a person what is wrong?

One catalogue, Chinese and English side by side, a file per room: a message says what, value and fix (the place is
put in front by `errors.Problem`). Tests check that both languages of an entry use the same parameters.
"""

from collections.abc import Mapping


def sentence(code: str, language: str, params: Mapping[str, str]) -> str:
    """Fill the sentence of `code`; `language` is `zh` or `en`. An unknown code is a programming error."""
    # Most answers are said without a message, so the catalogue is loaded by the first one.
    from yuantu.messages.catalogue import CATALOGUE  # noqa: PLC0415

    chinese, english = CATALOGUE[code]
    return (chinese if language == "zh" else english).format_map(params)

"""Does a document say of itself that it is made up?

What its own head calls 示例 is an example to practise with: nothing that it says is a fact.
"""

import re

HEAD_CHARACTERS = 300
_MARK = re.compile(
    r"^[\s#>*·【\[（(“\"]*(?:示例(?!性|如|中|里)|虚构示例|"
    r"sample(?:\s+(?:document|article|text|data))?\s*(?:[:：\-—(（)\]】]|$))",
    re.IGNORECASE | re.MULTILINE,
)


def is_sample(text: str) -> bool:
    """Whether one of the first lines begins with 示例 or “Sample:”."""
    return _MARK.search(text[:HEAD_CHARACTERS]) is not None

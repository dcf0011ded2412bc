"""What are the small closed lists of documents called in both languages?"""

from yuantu.workspace.values import both

CLASS_LABELS = {
    "S": both("立项文章", "founding article"),
    "A": both("官方或主流媒体", "official body or established medium"),
    "B": both("聚合网站、博客或企业页", "aggregator, blog or company page"),
    "C": both("官方页面的转载，域名不相干，不作链接", "copy on an unrelated domain, never linked"),
    "X": both("无网址的摘录", "excerpt without an address"),
    "G": both("编者常识，未核实", "compiler's general knowledge, unverified"),
    "示例": both("示例，虚构", "sample, invented"),
}
BASIS_LABELS = {
    "given": both("由人给出", "named by a person"),
    "metadata": both("文件或网页自己的标注", "metadata of the page or file"),
    "head": both("文首写明", "printed in its head"),
    "inferred": both("由导语的日期推断，请核对", "inferred from its dated lead; check it"),
    "unknown": both("未知，相对日期不作推算", "unknown: relative dates stay relative"),
}
UNREAD_LABELS = {
    "bytes": both("解不出的字节", "bytes that do not decode"),
    "boilerplate": both("导航、页脚等非正文", "navigation, footers and the like"),
    "page": both("没有文字层的页", "page without a text layer"),
    "picture": both("图片", "picture"),
    "hidden": both("隐藏的文字", "hidden words"),
    "sheet": both("工作表", "sheet"),
    "cells": both("单元格", "cells"),
    "column": both("列", "column"),
    "part": both("文件的一部分", "part of the file"),
    "geometry": both("点以外的图形", "shape other than a point"),
    "rest": both("上限之后的部分", "what lies behind a bound"),
}
STATUS_LABELS = {
    "open": both("待审", "open"),
    "accepted": both("已接受", "accepted"),
    "rejected": both("已拒绝", "rejected"),
    "merged": both("已合并", "merged"),
}
ACTION_LABELS = {
    "accept": both("接受", "accept"),
    "edit": both("修改", "edit"),
    "reject": both("拒绝", "reject"),
    "merge": both("合并", "merge"),
    "undo": both("撤销", "undo"),
}

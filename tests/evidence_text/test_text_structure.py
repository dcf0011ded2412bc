from yuantu.evidence.text.articles import find_articles, topic_share
from yuantu.evidence.text.blocks import find_blocks, propose_joins
from yuantu.evidence.text.clean import clean_text


def blocks_of(text):
    return find_blocks(clean_text(text))


def test_block_kinds():
    lines = [
        "# 两岸之间",
        "文/图 沈一帆",
        "今年以来，园区新引进企业三十家，发展势头很好。",
        "厂区一角 卢小满 摄",
        "数读",
        "● 引进企业30家",
        "注：数据为快报数。",
    ]
    kinds = ["heading", "byline", "paragraph", "caption", "heading", "sidebar", "note"]
    assert [block.kind for block in blocks_of("\n\n".join(lines))] == kinds


def test_hard_wrapped_lines_are_one_paragraph():
    sentence = (
        "全年柯城区生产总值六百亿元，按可比价格计算比上年增长百分之四点六，其中第二产业增加值一百九十亿元，"
    )
    text = sentence * 6 + "全区上下团结奋斗。"
    wrapped = "\n".join(text[at : at + 24] for at in range(0, len(text), 24))
    assert [block.kind for block in blocks_of(wrapped)] == ["paragraph"]


def test_short_lines_stay_headings():
    body = "我市紧抓重大历史机遇，一批重大项目相继落地，形成了全面开工的新局面，各项工作有序推进。"
    blocks = blocks_of(f"江门近三百亿元项目集中开工\n掀起建设热潮\n{body}\n")
    assert [block.kind for block in blocks] == ["heading", "heading", "paragraph"]


def test_a_broken_sentence_is_proposed_as_joined():
    blocks = blocks_of(
        "这是第一段，讲园区的来历。\n\n近年来园区引进了一批企业，发展势头好，土地又开辟\n\n出新能源等新赛道，前景广阔。\n"
    )
    joins = propose_joins(blocks)
    assert [(join.first, join.second) for join in joins] == [(1, 2)]
    assert joins[0].score > 0.7
    assert blocks[1].ends_mid
    assert blocks[2].starts_mid


def test_a_kicker_begins_the_next_article():
    body = "江海区以创新驱动发展战略为核心，集聚创新资源，培育创新主体，发展新质生产力。" * 6
    text = f"# 第一篇\n\n{body}\n\n江门江海：\n产业与科技互促双强\n\n{body}\n"
    articles = find_articles(blocks_of(text))
    assert [article.title for article in articles] == ["第一篇", "江门江海: 产业与科技互促双强"]


def test_every_block_is_in_one_article():
    text = "# 甲\n\n" + "园区发展。" * 60 + "\n\n# 乙\n\n" + "园区发展。" * 60
    blocks = blocks_of(text)
    articles = find_articles(blocks)
    covered = [number for article in articles for number in range(article.first, article.last + 1)]
    assert covered == list(range(len(blocks)))


def test_topic_is_a_matter_of_words():
    assert topic_share("篮球比赛吸引观众，冠军球队获得门票与消费券。")[0] < 0.2
    assert topic_share("园区招商引资，产业项目签约开工。")[0] == 1.0

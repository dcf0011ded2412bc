import pytest

from yuantu.errors import PackRefused
from yuantu.evidence.grids import column_letters, open_grid


def grid_of(folder, name, content):
    data = content if isinstance(content, bytes) else content.encode()
    (folder / name).write_bytes(data)
    grid = open_grid(folder, name)
    return grid, list(grid.rows)


def refusal(folder, name, content):
    with pytest.raises(PackRefused) as caught:
        grid_of(folder, name, content)
    assert caught.value.problem.text("zh") != caught.value.problem.text("en")
    return caught.value.problem


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_spreadsheet_letters(index, letters):
    assert column_letters(index) == letters


def test_rows_keep_their_spreadsheet_number(tmp_path):
    grid, rows = grid_of(tmp_path, "t.csv", 'id,name\n1,"a\nb"\n\n,,\n2, c \n')
    assert rows == [(2, {"id": "1", "name": "a\nb"}), (5, {"id": "2", "name": "c"})]
    assert grid.place(5, "name") == "t.csv!B5"
    assert grid.problems == []


def test_ragged_rows_are_refused_and_named(tmp_path):
    grid, rows = grid_of(tmp_path, "t.csv", "id,name\n1\n2,b,c\n3,c,\n4,d\n")
    assert [number for number, _ in rows] == [4, 5]
    assert [(problem.code, problem.place) for problem in grid.problems] == [
        ("row_ragged", "t.csv!A2"),
        ("row_ragged", "t.csv!A3"),
    ]


def test_a_value_under_no_name_is_reported(tmp_path):
    grid, rows = grid_of(tmp_path, "t.csv", "id,,name\n1,lost,b\n")
    assert rows == [(2, {"id": "1", "name": "b"})]
    assert [(problem.code, problem.place) for problem in grid.problems] == [
        ("cell_without_column", "t.csv!B2")
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "table_empty"),
        ("\n", "table_empty"),
        (",,\n1,2,3\n", "table_empty"),
        ("id;name;lon\n1;2;3\n", "table_delimiter"),
        ("id\tname\n", "table_delimiter"),
        ("id,name,id\n1,a,2\n", "table_repeated_column"),
        ("id, name ,name\n", "table_repeated_column"),
        ('id,name\n1,"open\n2,b\n', "table_broken_csv"),
        ('id,name\n1,"a"b\n', "table_broken_csv"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, content, code):
    assert refusal(tmp_path, "t.csv", content).code == code


def test_repeated_columns_name_both(tmp_path):
    assert refusal(tmp_path, "t.csv", "id,name,x,name\n").params["columns"] == "B, D"


def test_yaml_keeps_words_as_written(tmp_path):
    text = "- {id: 1, name: no, opened_on: 2024-06-30, aliases: [甲, 乙]}\n- just text\n- {id: 2, name: {a: b}}\n"
    grid, rows = grid_of(tmp_path, "t.yaml", text)
    assert rows == [
        (1, {"id": "1", "name": "no", "opened_on": "2024-06-30", "aliases": "甲;乙"}),
        (3, {"id": "2"}),
    ]
    assert [(problem.code, problem.place) for problem in grid.problems] == [
        ("row_no_mapping", "t.yaml![2]"),
        ("cell_nested", "t.yaml![3].name"),
    ]


def test_geojson_points_become_coordinates(tmp_path):
    text = """{"type": "FeatureCollection", "features": [
        {"type": "Feature", "id": "p-1", "geometry": {"type": "Point", "coordinates": [113.050, 22.10]},
         "properties": {"name": "甲", "area": 9600.0, "open": true, "note": null}},
        {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": []}, "properties": {"id": "p-2"}}]}"""
    grid, rows = grid_of(tmp_path, "t.geojson", text)
    assert rows[0] == (
        1,
        {"id": "p-1", "name": "甲", "area": "9600.0", "open": "true", "lon": "113.050", "lat": "22.10"},
    )
    assert rows[1] == (2, {"id": "p-2"})
    assert grid.place(1, "area") == "t.geojson!features[1].area"
    assert [(problem.code, problem.place) for problem in grid.problems] == [
        ("geometry_no_point", "t.geojson!features[2]")
    ]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("t.geojson", "{", "json_broken"),
        ("t.geojson", "[" * 100_000, "json_broken"),
        ("t.geojson", "[]", "table_no_features"),
        ("t.geojson", '{"features": [{"properties": {"a": 1, "a": 2}}]}', "json_repeated_key"),
        ("t.yaml", "a: 1\n", "table_no_list"),
        ("t.yaml", "", "table_empty"),
    ],
)
def test_other_files_that_are_no_tables(tmp_path, name, content, code):
    assert refusal(tmp_path, name, content).code == code

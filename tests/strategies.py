"""Texts for hypothesis: any at all, and such as names are made of."""

from __future__ import annotations

from hypothesis import strategies as st

from tests import small

#: Names of the small gazetteer and of whatever else has been difficult once.
NAMES = sorted(
    set(small.names())
    | {"İğdır", "IĞDIR", "Երեւան", "Երեվան", "Yeni Hacı-Kənd", "Бaкy", "Šowši", "كنجه", "გორი"}
    | {"Pérm’", "Tsʼkhinvali", "Saint-Pétersbourg", "São Tomé", "Orël", "Ǵanja", "北京", "Kowel"}
)

#: Letters of the scripts that names come in, and every kind of mark that has been met beside them.
_LETTERS = (
    "abcçdeəfgğhxıiıİIjkqlmnoöprsştuüvyzwABCÇDEƏFGĞHXJKQLMNOÖPRSŞTUÜVYZǝƎëøåäæœßłşščćžźżőūīǣǿ"
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғҝөүһҹјіїґѣӏАБВГДЕЁЖЗИӘҒҜӨҮҺҸЈ"
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆևԵՒԱԲԳՉՈՒև"
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰابپتجچحخدرزژسشصعغفقکگلمنوهیيىك"
)
_MARKS = (
    " -‐–’'ʼʻ`´.,()\"“»\u00a0\u00ad\u200b\u200d\u200e\ufeff\n\r\t\u2028"
    "\u0301\u0307\u0308\u0327\u0306\u0345՛՜ـ\u064b０Ａﬁ№0123456789"
)

#: Any Unicode text: lone surrogates, controls and unassigned code points too.
any_text = st.text(st.characters(exclude_categories=()))
#: Made of the letters and marks of names.
name_like = st.text(st.sampled_from(_LETTERS + _MARKS), max_size=24)
texts = st.one_of(any_text, name_like, st.sampled_from(NAMES))
#: Short names over few letters, which are near to one another.
near_names = st.text(st.sampled_from("abdgkzşi"), min_size=1, max_size=9)
invisible = st.sampled_from("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0f\u034f\u061c")
apostrophes = st.sampled_from("'`´ʹʻʼʽʾʿˈ‘’‛′＇ꞌ՚")

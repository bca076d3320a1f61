"""The scikit-learn transformer behaves as scikit-learn's own do."""

# ruff: noqa: E402 - what is optional comes after the check for it

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from toponyms.columns import ADDED, normalize
from toponyms.errors import ColumnError, UnknownPlaceError

pytest.importorskip("sklearn")
pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")

import sklearn
from sklearn.base import clone
from sklearn.cluster import KMeans
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.utils.estimator_checks import check_estimator

from toponyms.integrations.sklearn import ToponymNormalizer

if TYPE_CHECKING:
    from pathlib import Path

    from toponyms import Resolver

FRAME = pd.DataFrame(
    {"place": ["Baku", None, "Norashen"], "iso": ["AZ", None, "AM"], "n": [1, 2, 3]},
    index=["a", "b", "c"],
)
NAMES = np.array([["Baku"], [None], ["Norashen"]], dtype=object)


@pytest.fixture
def normalizer(small_folder: Path) -> ToponymNormalizer:
    return ToponymNormalizer(gazetteer=str(small_folder))


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.SkipTestWarning")
def test_scikit_learn_s_own_checks(normalizer: ToponymNormalizer) -> None:
    """The transformer would break in some tool that relies on the conventions."""
    # Of columns that are numbers: many of the checks subtract one result from another.
    degrees = normalizer.set_params(add=("place_lat", "place_lon", "match_score"))
    check_estimator(degrees)
    assert not hasattr(degrees, "n_features_in_")  # the checks work on clones


def test_the_same_as_normalize(normalizer: ToponymNormalizer, small_resolver: Resolver) -> None:
    """A model would see other places than the analyst who looked at the data."""
    expected = normalize(FRAME, "place", resolver=small_resolver)[list(ADDED)]
    result = normalizer.fit_transform(FRAME[["place"]])
    pd.testing.assert_frame_equal(result, expected)
    assert normalizer.get_feature_names_out().tolist() == list(ADDED)


def test_what_comes_out_of_an_array(normalizer: ToponymNormalizer) -> None:
    """Estimators that take arrays could not follow."""
    result = normalizer.fit_transform(NAMES)
    assert result.dtype == object
    assert result[:, 0].tolist() == ["gn:587084", None, None]
    degrees = clone(normalizer).set_params(add=("place_lat", "place_lon")).fit_transform(NAMES)
    assert degrees.dtype == np.float64
    assert degrees[0].tolist() == [40.37767, 49.89201]
    assert np.isnan(degrees[1:]).all()


@pytest.mark.parametrize("given", [FRAME[["place"]], pl.DataFrame({"place": NAMES[:, 0]}), NAMES])
@pytest.mark.parametrize("wanted", ["default", "pandas", "polars"])
def test_set_output(normalizer: ToponymNormalizer, given: Any, wanted: str) -> None:
    """The frame asked for would not come, or with degrees as objects."""
    result = normalizer.set_output(transform=wanted).fit_transform(given)
    kinds = {"default": type(given), "pandas": pd.DataFrame, "polars": pl.DataFrame}
    assert type(result) is kinds[wanted]
    if not isinstance(result, np.ndarray):
        assert list(result.columns) == list(ADDED)
        assert result["place_lat"].dtype in {np.dtype("float64"), pl.Float64}
    if isinstance(given, pd.DataFrame) and isinstance(result, pd.DataFrame):
        assert result.index.tolist() == ["a", "b", "c"]


def test_the_global_output(normalizer: ToponymNormalizer) -> None:
    """`sklearn.set_config` would hold for every transformer but this one."""
    with sklearn.config_context(transform_output="pandas"):
        assert type(normalizer.fit_transform(NAMES)) is pd.DataFrame


def test_names_with_their_context(normalizer: ToponymNormalizer) -> None:
    """The column that says which country would be read as names of places."""
    normalizer.set_params(country_column="iso", add=("place_id",), decisions={"Baku": "x:1"})
    result = normalizer.fit_transform(FRAME[["place", "iso"]])
    assert result["place_id"].fillna("").tolist() == ["x:1", "", ""]


def test_several_columns(normalizer: ToponymNormalizer) -> None:
    """The results for two columns would have one name."""
    normalizer.set_params(add=("place_id",), prefix="p_")
    both = np.hstack([NAMES, NAMES[::-1]])
    assert normalizer.fit_transform(both).shape == (3, 2)
    assert normalizer.get_feature_names_out().tolist() == ["p_x0_place_id", "p_x1_place_id"]
    names = normalizer.get_feature_names_out(["from", "to"]).tolist()
    assert names == ["p_from_place_id", "p_to_place_id"]
    with pytest.raises(ValueError, match="length"):
        normalizer.get_feature_names_out(["from"])


def test_other_columns_than_were_fitted(normalizer: ToponymNormalizer) -> None:
    """A column would be read in the place of another."""
    normalizer.fit(FRAME[["place"]])
    with pytest.raises(ValueError, match="feature names"):
        normalizer.transform(FRAME[["iso"]])
    with pytest.raises(ValueError, match="feature_names_in_"):
        normalizer.get_feature_names_out(["iso"])


def test_in_a_column_transformer_and_a_pipeline(normalizer: ToponymNormalizer) -> None:
    """It could not stand where the users of scikit-learn need it."""
    columns = ColumnTransformer(
        [("ids", normalizer.set_params(add=("place_id",)), ["place"])],
        remainder="passthrough",
        verbose_feature_names_out=False,
    ).set_output(transform="pandas")
    assert columns.fit_transform(FRAME).columns.tolist() == ["place_id", "iso", "n"]
    assert columns.get_feature_names_out().tolist() == ["place_id", "iso", "n"]
    degrees = clone(normalizer).set_params(add=("place_lat", "place_lon"))
    clusters = make_pipeline(degrees, SimpleImputer(), KMeans(1, n_init=1))
    assert clusters.fit_predict(NAMES).tolist() == [0, 0, 0]


def test_clone_and_pickle(normalizer: ToponymNormalizer) -> None:
    """A pipeline could be neither searched over nor stored."""
    normalizer.set_params(lang="hy", add=["place_name"], decisions={"?": None})
    copy = clone(normalizer)
    assert copy.get_params() == normalizer.get_params()
    assert copy.decisions is not normalizer.decisions
    stored = pickle.loads(pickle.dumps(normalizer.fit(NAMES)))
    assert stored.transform(NAMES)[0].tolist() == ["Բաքու"]
    assert len(pickle.dumps(normalizer)) < 2000


@pytest.mark.parametrize(
    ("parameters", "error", "message"),
    [
        ({"country_column": "isoo"}, ColumnError, "'iso'"),
        ({"add": ("place",)}, ColumnError, "cannot be added"),
        ({"country": "Armenia"}, ValueError, "country"),
        ({"within": "x:99"}, UnknownPlaceError, "x:99"),
        ({"decisions": {"a": "x:99"}}, UnknownPlaceError, "x:99"),
    ],
)
def test_wrong_parameters(
    normalizer: ToponymNormalizer,
    parameters: dict[str, Any],
    error: type[Exception],
    message: str,
) -> None:
    """The mistake would show only after the rows before it were worked through."""
    with pytest.raises(error, match=message):
        normalizer.set_params(**parameters).fit(FRAME[["place", "iso"]])

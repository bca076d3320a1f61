"""Place names in scikit-learn: a transformer for pipelines and `ColumnTransformer`.

Needs the extra `sklearn`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw
import numpy as np
import pyarrow as pa
from sklearn import get_config
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from toponyms.columns.answers import ADDED, Answers
from toponyms.columns.arrow import added_columns
from toponyms.columns.plan import Plan
from toponyms.columns.series import as_arrow, as_texts, names_read
from toponyms.integrations.executors import resolver_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["ToponymNormalizer"]


class ToponymNormalizer(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Turns columns of place names into ids, names, coordinates, statuses and scores.

    Every column that is given is read as names, but for those that say more of them. Gives
    the new columns alone, called as by `toponyms.columns.normalize`; `ColumnTransformer`
    takes care of others. A frame gives a frame of its kind, an array one of objects, or of
    floats if only such columns are asked for, unless `set_output` says otherwise.

    Args:
        lang: BCP 47; the language of `place_name`, None for each place's best name.
        add: which columns to give.
        prefix: put before the names of the new columns.
        country: ISO 3166-1 alpha-2, of all places.
        within: the id of a country or first-level unit, of all places.
        near: latitude and longitude in degrees; nearer places are preferred.
        country_column: has the country of each row.
        within_column: has a `within` for each row.
        lat_column: has, with `lon_column`, a `near` for each row.
        lon_column: goes with `lat_column`.
        gazetteer: a folder with names.csv and places.csv; None for the one that ships. A
            folder, not a resolver, so that a pipeline can be cloned, pickled and sent.
        decisions: what a person decided: the id of a place by the name as it stands, or None
            for no place.

    >>> import numpy as np
    >>> from toponyms.integrations.sklearn import ToponymNormalizer
    >>> names = np.array([["Janyatag"], ["Шуша"]], dtype=object)
    >>> normalizer = ToponymNormalizer(add=("place_id", "place_lat")).fit(names)
    >>> normalizer.transform(names)[0].tolist()
    ['gn:586666', 40.13989]
    >>> normalizer.get_feature_names_out().tolist()
    ['place_id', 'place_lat']
    """

    def __init__(
        self,
        *,
        lang: str | None = None,
        add: Sequence[str] = ADDED,
        prefix: str = "",
        country: str | None = None,
        within: str | None = None,
        near: tuple[float, float] | None = None,
        country_column: str | None = None,
        within_column: str | None = None,
        lat_column: str | None = None,
        lon_column: str | None = None,
        gazetteer: str | None = None,
        decisions: Mapping[str, str | None] | None = None,
    ) -> None:
        self.lang = lang
        self.add = add
        self.prefix = prefix
        self.country = country
        self.within = within
        self.near = near
        self.country_column = country_column
        self.within_column = within_column
        self.lat_column = lat_column
        self.lon_column = lon_column
        self.gazetteer = gazetteer
        self.decisions = decisions

    def fit(self, X: Any, y: Any = None) -> ToponymNormalizer:  # noqa: N803
        """Checks the parameters and remembers the columns; nothing is learned from the rows.

        Args:
            X: a data frame, or an array of two dimensions.
            y: not looked at.

        Raises:
            ColumnError: if a column that is named is missing.
            UnknownPlaceError: if `within` or a decision names a place that is not known.
            ValueError: if `country`, `within` or `near` is malformed.
        """
        self._table(X, reset=True)
        self._answers()
        resolver = resolver_at(self.gazetteer)
        resolver.context(country=self.country, within=self.within, near=self.near)
        return self

    def transform(self, X: Any) -> Any:  # noqa: N803
        """The new columns for some rows.

        Args:
            X: has the columns that `fit` met.
        """
        check_is_fitted(self)
        table = self._table(X, reset=False)
        added = pa.Table.from_batches([added_columns(table, self._plan(), self._answers())])
        wanted = getattr(self, "_sklearn_output_config", {}).get("transform")
        wanted = wanted or get_config()["transform_output"]
        framed = _framed(X)
        if wanted == "default" and framed is None:
            return _as_array(added)
        backend = framed.implementation if wanted == "default" and framed is not None else wanted
        result = nw.from_arrow(added, backend=backend).to_native()
        if hasattr(result, "index") and hasattr(X, "index") and not isinstance(X, list):
            result.index = X.index
        return result

    def get_feature_names_out(self, input_features: Sequence[str] | None = None) -> Any:
        """The names of the new columns, as an array of objects.

        Args:
            input_features: the names of the columns; may differ from those that `fit` met only
                if it met an array, which has none.

        Raises:
            ValueError: if they differ, or are not as many.
        """
        check_is_fitted(self)
        return np.array(self._plan(input_features).new_names(), dtype=object)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.categorical = True
        tags.input_tags.allow_nan = True
        tags.transformer_tags.preserves_dtype = []
        return tags

    def _table(self, X: Any, *, reset: bool) -> pa.Table:  # noqa: N803
        """The columns that are read."""
        framed = _framed(X)
        if framed is None:
            if getattr(getattr(X, "dtype", None), "kind", "") == "c":
                raise ValueError("Complex data not supported: names are text")
            X = validate_data(self, X, dtype=object, ensure_all_finite=False, reset=reset)  # noqa: N806
            columns = {name: as_texts(list(X[:, n])) for n, name in enumerate(self._features())}
            return pa.table(columns).select(names_read(self._plan()))
        validate_data(self, X, skip_check_array=True, reset=reset)
        return as_arrow(framed, names_read(self._plan()))

    def _features(self, given: Sequence[str] | None = None) -> list[str]:
        """The names of the columns that are given."""
        met = getattr(self, "feature_names_in_", None)
        if given is None:
            return [f"x{n}" for n in range(self.n_features_in_)] if met is None else list(met)
        if met is not None and list(met) != list(given):
            raise ValueError("input_features is not equal to feature_names_in_")
        if len(given) != self.n_features_in_:
            raise ValueError(
                "input_features should have length equal to number of features "
                f"({self.n_features_in_}), got {len(given)}"
            )
        return list(given)

    def _plan(self, given: Sequence[str] | None = None) -> Plan:
        features = self._features(given)
        beside = {self.country_column, self.within_column, self.lat_column, self.lon_column}
        plan = Plan(
            columns=tuple(name for name in features if name not in beside),
            add=tuple(self.add),
            prefix=self.prefix,
            country=self.country,
            within=self.within,
            near=self.near,
            country_column=self.country_column,
            within_column=self.within_column,
            lat_column=self.lat_column,
            lon_column=self.lon_column,
        )
        # What is given may be called as what comes out, which goes elsewhere.
        replace(plan, add=()).check(features)
        return plan

    def _answers(self) -> Answers:
        return Answers(resolver_at(self.gazetteer), lang=self.lang, decisions=self.decisions)


def _framed(X: Any) -> nw.DataFrame[Any] | None:  # noqa: N803
    """A data frame; None of anything else."""
    framed = nw.from_native(X, pass_through=True)
    return framed if isinstance(framed, nw.DataFrame) else None


def _as_array(added: pa.Table) -> Any:
    """The columns side by side; of floats, if they all are."""
    columns = [column.to_numpy() for column in added.columns]
    same = {str(column.dtype) for column in columns} == {"float64"}
    return np.column_stack([column.astype("float64" if same else "object") for column in columns])

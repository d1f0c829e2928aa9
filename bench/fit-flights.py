#!/usr/bin/env python3
"""Makes the flights of the demo: cuts real flights of 2001 out of vega-datasets and fits the model.

    npm pack vega-datasets@3.2.1 && tar xzf vega-datasets-3.2.1.tgz
    pip install numpy pyarrow
    python3 bench/fit-flights.py package/data src/main/resources/demo

Input: flights-3m.parquet (all US domestic flights of January to June 2001: actual departure in
local time, arrival delay in minutes, distance in miles, origin, destination) and airports.csv.
Cancelled flights are not in it.

Output: flights-reference.csv.gz, flights.csv.gz and flights-model.json (the coefficients). The same
input gives the same bytes.

The model answers, when an aircraft leaves the gate: will it arrive 15 or more minutes late? It is a
logistic regression on the hour (local), the distance, origin, destination, and origin_delay: the
mean arrival delay of the flights that landed at the origin in the last three hours, from anywhere.
That is what a live feature store would know, and it carries the weather. Nothing later than the
departure is used. The landing time is not in the data; it is taken as departure + 30 minutes +
distance at 7.5 miles a minute.
"""

import csv
import gzip
import io
import json
import sys
from pathlib import Path

import numpy as np
import pyarrow.parquet as parquet

DAY = 24 * 60
START = np.datetime64("2001-01-01T00:00", "m")
# Days since 1 January in UTC, from the first to before the last.
FIT, REFERENCE, LIVE = (3, 21), (21, 35), (35, 63)
LATE, RECENT, FEWEST = 15, 180, 3
REGIONS = {
    "Northeast": ["BOS", "EWR", "LGA"],
    "Midwest": ["ORD", "DTW", "MSP", "STL"],
    "South": ["ATL", "DFW"],
    "West": ["LAX", "PHX", "DEN"],
}
REGION_OF = {airport: region for region, airports in REGIONS.items() for airport in airports}
# Hours behind UTC in winter by state; daylight saving began on 1 April, after all that is used.
EASTERN = "CT DE DC FL GA IN KY ME MD MA MI NH NJ NY NC OH PA RI SC VT VA WV".split()
CENTRAL = "AL AR IL IA KS LA MN MS MO NE ND OK SD TN TX WI".split()
MOUNTAIN = "AZ CO ID MT NM UT WY".split()
BEHIND = {"AK": 9, "HI": 10, "PR": 4, "VI": 4, "GU": -10}
BEHIND |= {state: 5 for state in EASTERN} | {state: 6 for state in CENTRAL}
BEHIND |= {state: 7 for state in MOUNTAIN} | {state: 8 for state in ("CA", "NV", "OR", "WA")}
ELSEWHERE = {"PNS": 6, "VPS": 6, "PFN": 6, "EVV": 6, "TYS": 5, "TRI": 5, "CHA": 5, "ELP": 7}


def load(folder):
    """Columns of all flights up to the last live day, in order of departure in UTC."""
    with open(folder / "airports.csv", encoding="utf-8") as file:
        behind = {row["iata"]: BEHIND.get(row["state"], 6) for row in csv.DictReader(file)}
    behind |= ELSEWHERE
    table = parquet.read_table(folder / "flights-3m.parquet")
    local = (table["date"].to_numpy().astype("datetime64[m]") - START).astype(int)
    origin = np.array(table["origin"].to_pylist())
    departure = local + 60 * np.array([behind.get(airport, 6) for airport in origin])
    flights = {
        "departure": departure,
        "hour": local % DAY // 60,
        "delay": table["delay"].to_numpy(),
        "distance": table["distance"].to_numpy(),
        "origin": origin,
        "destination": np.array(table["destination"].to_pylist()),
    }
    used = np.where((departure >= 0) & (departure < LIVE[1] * DAY))[0]
    order = used[np.argsort(departure[used], kind="stable")]
    return {name: values[order] for name, values in flights.items()}


def origin_delay(flights, chosen):
    """Mean delay of landings at the origin in the last hours, rounded; NaN where too few."""
    delay = np.clip(flights["delay"], -60, 300)
    result = np.full(len(chosen), np.nan)
    for airport in REGION_OF:
        landed = np.where(flights["destination"] == airport)[0]
        landed = landed[np.argsort(flights["arrival"][landed], kind="stable")]
        times = flights["arrival"][landed]
        sums = np.concatenate([[0], np.cumsum(delay[landed])])
        here = np.where(flights["origin"][chosen] == airport)[0]
        now = flights["departure"][chosen[here]]
        # A landing in the minute of the departure is not yet known.
        first, last = np.searchsorted(times, now - RECENT), np.searchsorted(times, now)
        count = last - first
        mean = (sums[last] - sums[first]) / np.maximum(count, 1)
        result[here] = np.where(count >= FEWEST, np.round(mean), np.nan)
    return result


def design(rows, destinations):
    """The matrix of the model, and the names of its columns."""
    delay = np.nan_to_num(rows["origin_delay"])
    columns = {"intercept": np.ones(len(delay))}
    columns |= {f"hour={h}": rows["hour"] == h for h in range(24)}
    columns |= {f"origin={a}": rows["origin"] == a for a in REGION_OF}
    columns |= {f"destination={a}": rows["destination"] == a for a in destinations}
    columns["distance/1000"] = rows["distance"] / 1000
    columns["origin_delay missing"] = np.isnan(rows["origin_delay"])
    columns["min(origin_delay, 120)/30"] = np.clip(delay, -30, 120) / 30
    columns["(origin_delay - 30 above 0)/30"] = np.clip(delay - 30, 0, 90) / 30
    return np.stack([c.astype(float) for c in columns.values()], axis=1), list(columns)


def fit(matrix, late, penalty=1.0):
    """Ridge logistic regression by Newton's method; the penalty makes the dummies unique."""
    weights = np.zeros(matrix.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-matrix @ weights))
        hessian = matrix.T @ (matrix * (p * (1 - p))[:, None]) + penalty * np.eye(len(weights))
        step = np.linalg.solve(hessian, matrix.T @ (late - p) - penalty * weights)
        weights += step
        if abs(step).max() < 1e-10:
            break
    return weights


def write(path, rows, chosen):
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(
        "departure arrival origin destination region hour distance origin_delay"
        " probability delay".split()
    )
    for i in np.where(chosen)[0]:
        weather = rows["origin_delay"][i]
        out.writerow([
            f"{START + rows['departure'][i]}Z",
            f"{START + rows['arrival'][i]}Z",
            rows["origin"][i],
            rows["destination"][i],
            REGION_OF[rows["origin"][i]],
            rows["hour"][i],
            rows["distance"][i],
            "" if np.isnan(weather) else int(weather),
            f"{rows['probability'][i]:.3f}",
            rows["delay"][i],
        ])
    with open(path, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as zipped:
        zipped.write(text.getvalue().encode())


def main(source, target):
    flights = load(Path(source))
    flights["arrival"] = flights["departure"] + 30 + (flights["distance"] / 7.5).astype(int)
    chosen = np.where(np.isin(flights["origin"], list(REGION_OF)))[0]
    rows = {name: values[chosen] for name, values in flights.items()}
    rows["origin_delay"] = origin_delay(flights, chosen)
    late = (rows["delay"] >= LATE).astype(float)
    day = rows["departure"] // DAY
    fitted = (day >= FIT[0]) & (day < FIT[1])
    destinations = sorted(set(rows["destination"][fitted]))
    matrix, names = design(rows, destinations)
    weights = fit(matrix[fitted], late[fitted])
    rows["probability"] = 1 / (1 + np.exp(-matrix @ weights))
    reference = (day >= REFERENCE[0]) & (day < REFERENCE[1])
    live = (day >= LIVE[0]) & (day < LIVE[1])
    target = Path(target)
    write(target / "flights-reference.csv.gz", rows, reference)
    write(target / "flights.csv.gz", rows, live)
    model = {
        "model": "logistic regression: arrives 15 or more minutes late",
        "fitted_from": str(START + FIT[0] * DAY) + "Z",
        "fitted_to": str(START + FIT[1] * DAY) + "Z",
        "rows": int(fitted.sum()),
        "penalty": 1.0,
        "coefficients": {name: round(float(w), 6) for name, w in zip(names, weights)},
    }
    (target / "flights-model.json").write_text(json.dumps(model, indent=1) + "\n")
    for name, rows_in in (("fit", fitted), ("reference", reference), ("live", live)):
        p, y = rows["probability"][rows_in], late[rows_in]
        print(
            f"{name:9s} n {len(y):6d}  late {y.mean():.4f}  mean p {p.mean():.4f}"
            f"  accuracy {((p >= 0.5) == y).mean():.4f}  Brier {((p - y) ** 2).mean():.4f}"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])

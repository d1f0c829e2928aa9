"""Runs streams through the scalar reference of the detectors: python3 run_reference.py FOLDER_OF_edetector.py < streams.jsonl

Every input line is a stream: {"kind": "gap"|"drift"|"calibration", ...parameters, "panes": [...]}. Every output line is the list
of its log evidence after each pane.
"""
import json
import sys

sys.path.insert(0, sys.argv[1])
import edetector  # noqa: E402


def evidence(stream):
    if stream["kind"] == "gap":
        detector = edetector.Gap(stream["tau"])
    elif stream["kind"] == "drift":
        detector = edetector.Drift(stream["q"], stream["tau"], stream["alternatives"])
    else:
        detector = edetector.Calibration(stream["bins"], stream["tau"])
    return [detector.update(*pane) for pane in stream["panes"]]


for line in sys.stdin:
    print(json.dumps(evidence(json.loads(line))))

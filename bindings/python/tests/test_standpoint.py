"""The Python layer over the program. ``python -m unittest discover bindings/python/tests``.

``STANDPOINT_BIN`` names the program where the package is not installed. What needs pandas is skipped without it.
"""

import datetime
import pickle
import subprocess
import sys
import tempfile
import unittest
import warnings
from pathlib import Path

import standpoint

try:
    import pandas
except ImportError:
    pandas = None

ARTICLES = [
    {"text": "Norway praised Chile.", "date": datetime.date(2031, 3, 5), "source": "Gull"},
    {"text": "Peru was condemned by Chile.", "id": "b", "title": "=1+1", "source": "NA", "date": None},
]


class Stance(unittest.TestCase):
    def test_a_text_has_a_row_for_each_actor(self):
        rows = standpoint.stance("Parliament condemned Russia but praised Kazakhstan.", frames=False)
        found = {row["actor_id"]: (row["doc_id"], row["label"], row["mentions"]) for row in rows}
        self.assertEqual(found, {"KAZ": ("0", "favourable", 1), "RUS": ("0", "critical", 1)})
        self.assertIsInstance(rows[0]["stance"], float)
        self.assertIsNone(rows[0]["ci_low"])

    def test_no_text_and_no_actor_are_empty_tables(self):
        self.assertEqual(standpoint.stance([], frames=False), [])
        self.assertEqual(standpoint.stance("Nobody came.", frames=False), [])

    def test_keywords_are_flags(self):
        rows = standpoint.stance(["Peru lied.", "Peru lied."], frames=False, rules_only=True, threads=1)
        self.assertEqual([row["doc_id"] for row in rows], ["0", "1"])
        with tempfile.TemporaryDirectory() as place:
            words, actors = Path(place, "w.tsv"), Path(place, "a.tsv")
            words.write_text("term\tkind\tpolarity\nglorbous\tcue\t3\n")
            actors.write_text("actor_id\tname\tkind\talias\ngull\tGull Line\tcompany\tGull Line\n")
            text = "The glorbous Gull Line sailed."
            rows = standpoint.stance(text, frames=False, lexicon=[words], actors=str(actors))
        self.assertEqual([(row["actor_id"], row["top_cue"]) for row in rows], [("gull", "glorbous")])

    @unittest.skipIf(pandas is None, "pandas is not installed")
    def test_a_data_frame_gives_a_data_frame(self):
        dates = pandas.to_datetime(["2031-03-05", None])
        texts = pandas.DataFrame({"text": ["Peru lied.", None], "id": [7, 8], "date": dates})
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            frame = standpoint.stance(texts)
        self.assertEqual(list(frame["doc_id"]), ["7"])
        self.assertEqual((str(frame["mentions"].dtype), str(frame["ci_low"].dtype)), ("Int64", "float64"))
        self.assertTrue(frame["ci_low"].isna().all())
        self.assertEqual([warning.category for warning in said], [standpoint.StandpointWarning])


class Analyze(unittest.TestCase):
    def test_articles_become_tables_with_types(self):
        tables = standpoint.analyze(ARTICLES, frames=False, k=1)
        self.assertIn("2 documents", tables.messages)
        documents = {row["doc_id"]: row for row in tables["documents"]}
        self.assertEqual(documents["0"]["published"], datetime.date(2031, 3, 5))
        self.assertEqual(documents["0"]["source"], "Gull")
        other = documents["b"]
        self.assertEqual((other["title"], other["source"], other["published"]), ("=1+1", "NA", None))
        self.assertEqual(documents["0"]["tokens"], 3)

    def test_a_folder_is_read_and_a_result_is_kept(self):
        with tempfile.TemporaryDirectory() as place:
            Path(place, "in").mkdir()
            Path(place, "in", "a.txt").write_text("Norway praised Chile.")
            kept = Path(place, "out")
            tables = standpoint.analyze(Path(place, "in"), output=kept, frames=False, tables=["actors"])
            self.assertEqual(list(tables), ["actors"])
            again = standpoint.read_tables(kept, frames=False)
            self.assertEqual(again["actors"], tables["actors"])
            self.assertIn("evidence", again)
            with self.assertRaises(KeyError):
                standpoint.read_tables(kept, tables=["actor"])
            with self.assertRaisesRegex(ValueError, "written for a spreadsheet"):
                standpoint.analyze(Path(place, "in"), output=Path(place, "sheet"), for_="excel-eu")

    @unittest.skipIf(pandas is None, "pandas is not installed")
    def test_frames_have_the_values_of_the_lists(self):
        lists, frames = (standpoint.analyze(ARTICLES, frames=which, k=1) for which in (False, True))
        self.assertEqual(set(lists), set(frames))
        for name, rows in lists.items():
            frame = frames[name]
            self.assertEqual(len(frame), len(rows), name)
            for column in frame.columns:
                values = [None if pandas.isna(value) else value for value in frame[column]]
                if str(frame[column].dtype).startswith("datetime"):
                    values = [value and value.date() for value in values]
                self.assertEqual(values, [row[column] for row in rows], f"{name}.{column}")


class Faults(unittest.TestCase):
    def test_the_message_of_the_program_is_that_of_the_exception(self):
        for call, code, part in [
            (lambda: standpoint.analyze([]), 1, "there are no documents"),
            (lambda: standpoint.stance("Peru lied.", nosuch=True), 2, "unexpected argument '--nosuch'"),
            (lambda: standpoint.stance(Path("nowhere")), 2, "nowhere"),
            (lambda: standpoint.stance("Peru lied.", lexicon="nowhere.tsv"), 2, "nowhere.tsv: cannot be read"),
        ]:
            with self.assertRaises(standpoint.StandpointError) as caught:
                call()
            error = caught.exception
            self.assertEqual(error.code, code, error)
            self.assertIn(part, str(error))
            self.assertNotIn("error:", str(error))
            self.assertEqual(str(pickle.loads(pickle.dumps(error))), str(error))

    def test_what_is_no_text_is_refused(self):
        for wrong in (b"Peru lied.", 3, None, [3], ["Peru lied.", Path("a.txt")]):
            with self.assertRaises(TypeError):
                standpoint.stance(wrong)

    def test_a_text_that_is_skipped_is_said(self):
        with self.assertWarns(standpoint.StandpointWarning) as caught:
            rows = standpoint.stance(["Peru lied.", {"title": "no text"}], frames=False)
        self.assertEqual(len(rows), 1)
        self.assertIn("skipped", str(caught.warning))


class Program(unittest.TestCase):
    def test_the_module_runs_the_program(self):
        done = subprocess.run([sys.executable, "-m", "standpoint", "--version"], capture_output=True, check=True)
        self.assertEqual(done.stdout.decode().split(), ["standpoint", standpoint.version()])
        done = subprocess.run([sys.executable, "-m", "standpoint", "nosuch"], capture_output=True, check=False)
        self.assertEqual(done.returncode, 2)


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""Writes a corpus of any size that is like the articles it is made of: for benchmarks.

  grow_corpus.py DOCUMENTS OUT.csv SOURCE.csv.gz... [--seed N] [--outlets N]

SOURCE has the columns `text` and, if there are classes, `label`. OUT has the columns `id` and `text`; with `--outlets` also
`title`, the first words, `source`, one of so many invented outlets, of which the first has most documents (1, 1/2, 1/3 ...),
and `date`, a day of two years.

Each document joins sentences of three articles of one class, as many as one of them has, so that lengths and topics stay
those of the sources. Recombined sentences have no new words, real text has: the words that the sources have once or twice
are therefore drawn anew from a Pitman-Yor process (discount .85, strength 1,000) over invented words, whose number grows as
a power of the text's length, as in real text (Heaps' law). The same seed gives the same bytes.
"""
import argparse, collections, csv, datetime, gzip, random, re

DISCOUNT, STRENGTH = 0.85, 1000.0
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "il", "on", "us")]
WORD = re.compile(r"[A-Za-z]{4,}")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'])|\n\s*\n")

csv.field_size_limit(1 << 30)


class Words:
    """Invented words, drawn from a Pitman-Yor process."""

    def __init__(self, chance):
        self.chance, self.draws, self.types = chance, [], 0

    def draw(self):
        new = (STRENGTH + DISCOUNT * self.types) / (STRENGTH + len(self.draws))
        if not self.draws or self.chance.random() < new:
            self.draws.append((self.types, True))
            self.types += 1
            return self.types - 1
        while True:
            word, first = self.draws[int(self.chance.random() * len(self.draws))]
            # A word that was drawn c times is drawn again in proportion to c less the discount.
            if not first or self.chance.random() >= DISCOUNT:
                self.draws.append((word, False))
                return word

    def next(self):
        number, parts = self.draw() + len(SYLLABLES), []
        while number:
            number, at = divmod(number, len(SYLLABLES))
            parts.append(SYLLABLES[at])
        return "".join(parts)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("documents", type=int)
    arguments.add_argument("out")
    arguments.add_argument("sources", nargs="+")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--outlets", type=int, default=0)
    arguments = arguments.parse_args()
    classes, counts = collections.defaultdict(list), collections.Counter()
    for source in arguments.sources:
        opened = gzip.open(source, "rt", encoding="utf-8", newline="") if source.endswith(".gz") else open(source, encoding="utf-8", newline="")
        with opened as rows:
            for row in csv.DictReader(rows):
                sentences = [s for s in SENTENCE_END.split(row["text"]) if s.strip()]
                if sentences:
                    classes[(source, row.get("label", ""))].append(sentences)
                    counts.update(WORD.findall(row["text"]))
    articles = [(kind, at) for kind, of in sorted(classes.items()) for at in range(len(of))]
    rare = {word for word, count in counts.items() if count <= 2}
    chance = random.Random(arguments.seed)
    words = Words(chance)

    def renewed(found):
        word = found.group(0)
        if word not in rare:
            return word
        new = words.next()
        return new.capitalize() if word[0].isupper() else new

    with open(arguments.out, "w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        # Drawn apart, so that the texts are the same with and without outlets.
        others = random.Random(arguments.seed)
        outlets = [f"Outlet {number + 1}" for number in range(arguments.outlets)]
        weights = [1 / (number + 1) for number in range(arguments.outlets)]
        table.writerow(["id", "text"] + (["title", "source", "date"] if outlets else []))
        for number in range(arguments.documents):
            kind, at = articles[int(chance.random() * len(articles))]
            same = classes[kind]
            parts = [same[at], same[int(chance.random() * len(same))], same[int(chance.random() * len(same))]]
            text = [part[int(chance.random() * len(part))] for part in (parts[n % 3] for n in range(len(same[at])))]
            row = [f"d{number:07}", WORD.sub(renewed, " ".join(text))]
            if outlets:
                day = datetime.date(2031, 1, 1) + datetime.timedelta(days=int(others.random() * 730))
                row += [" ".join(row[1].split()[:10]), others.choices(outlets, weights)[0], day.isoformat()]
            table.writerow(row)
    print(f"documents={arguments.documents} invented_words={words.types} drawn={len(words.draws)}")


if __name__ == "__main__":
    main()

"""The page for staff: what it holds, and what a browser makes of it."""
import html.parser
import json
import os
import re
import shutil
import subprocess
import tempfile
from decimal import Decimal

from runs import RunShop
from shop import main

HOSTILE = ["</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
           '"quoted" & \'single\'', "<!--", "]]>", "\\u003c\\n", "../x",
           "javascript:alert(1)", "{{clients}}", "Zoë Ödegård", "名前 🎁",
           "\u202eevil\u202c"]


class Page(html.parser.HTMLParser):
    """Elements, the texts of scripts by id, and where links lead."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.scripts, self.links = [], {}, []
        self.texts, self.inside = [], None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.elements.append((tag, attrs))
        if tag == "script":
            self.inside = attrs.get("id", "script")
        if "href" in attrs:
            self.links.append(attrs["href"])

    def handle_endtag(self, tag):
        self.inside = None if tag == "script" else self.inside

    def handle_data(self, data):
        if self.inside is not None:
            self.scripts[self.inside] = self.scripts.get(self.inside, "") + data
        else:
            self.texts.append(data)

    def data(self, name):
        return json.loads(self.scripts[name + "-data"])

    def text(self):
        return " ".join(" ".join(self.texts).split())


class IndexShop(RunShop):
    def setUp(self):
        super().setUp()
        self.need_pages()

    def page(self, folder="out"):
        with open(self.path(folder, "index.html"), encoding="utf-8") as file:
            return Page(file.read())

    def saving(self, ref, amount, reason="special", person="Dana Reyes",
               currency="USD"):
        """A credit on an account in the third quarter."""
        self.done("credit", "grant", "--client", ref, "--amount", amount,
                  "--currency", currency, "--reason", reason, "--per", person,
                  "--date", "2026-09-15")

    def small_shop(self):
        self.done("init", "--issuer", "Acme & Söhne <Joinery>")
        for name in ("Dana Reyes", "Ines Halloran"):
            self.done("person", "add", name)
        for ref, name in [("HARBOR", "Harbor Hotel"), ("MUSEUM", "Museum"),
                          ("ZOE", "Zoë Ödegård"), ("ZERO", "Nothing Saved"),
                          ("LITTLE", "Little Saved")]:
            self.done("client", "add", ref, "--name", name)
        self.saving("HARBOR", "3000")
        self.saving("HARBOR", "0.10", "goodwill", "Ines Halloran")
        self.saving("MUSEUM", "1200.20", "goodwill", "Ines Halloran")
        self.saving("MUSEUM", "5000", "loyalty", currency="JPY")
        self.saving("ZOE", "70", "loyalty")
        self.saving("LITTLE", "1.00")


class Contents(IndexShop):
    def test_it_adds_up_to_the_manifest(self):
        self.small_shop()
        self.run_statements("out", "--min-saved", "2", "--batch", "2")
        page, rows = self.page(), self.manifest()
        pdfs = [row for row in rows if row["file"].endswith(".pdf")]
        self.assertEqual(
            [(row["statement"], row["ref"], row["currency"], row["saved"],
              str(row["page"])) for row in page.data("client")],
            [(row["statement"], row["client_ref"], row["currency"],
              row["saved"], row["first_page"]) for row in pdfs])
        self.assertEqual(
            [(row["ref"], row["saved"]) for row in page.data("quiet")],
            [("LITTLE", "1.00 USD"), ("ZERO", "")])
        self.assertEqual(
            [(row["file"], row["first"], row["last"], row["pages"])
             for row in page.data("file")],
            [("statements-0001.pdf", 1, 2, 2),
             ("statements-0002.pdf", 3, 4, 2)])
        totals = {}
        for row in pdfs:
            totals[row["currency"]] = (totals.get(row["currency"], 0) +
                                       Decimal(row["saved"]))
        text = page.text()
        for currency, total in totals.items():
            self.assertIn(f"{total:,} {currency}", text)

    def test_reasons_and_persons_add_up_too(self):
        self.small_shop()
        self.run_statements("out")
        text = self.page().text()
        by_reason, by_person = re.search(
            r"Saved by reason(.*)Saved by person(.*)Clients with", text
        ).groups()
        for part in (by_reason, by_person):
            amounts = {}
            for amount, currency in re.findall(r"([\d,.]+) (USD|JPY)", part):
                amounts[currency] = (amounts.get(currency, 0) +
                                     Decimal(amount.replace(",", "")))
            self.assertEqual(amounts, {"USD": Decimal("4271.30"),
                                       "JPY": 5000}, part)
        self.assertRegex(by_reason, r"Goodwill 2 statements 1,200\.30 USD")
        self.assertRegex(by_person, r"Dana Reyes 3 statements 3,071\.00 USD")

    def test_it_needs_nothing_but_itself(self):
        self.small_shop()
        self.run_statements("out")
        page = self.page()
        for tag, attrs in page.elements:
            self.assertNotIn(tag, ("img", "iframe", "object", "link", "base"))
            self.assertNotIn("src", attrs)
            self.assertFalse([name for name in attrs
                              if name.startswith("on")])
        for link in page.links:
            self.assertRegex(link, r"^(#|manifest\.csv$)")
        self.assertNotIn("innerHTML", page.scripts["script"])

    def test_no_text_becomes_markup(self):
        self.done("init", "--issuer", HOSTILE[0])
        plain = None
        for number, text in enumerate(["plain", *HOSTILE]):
            ref = text if text.isprintable() and text.isascii() else "R"
            ref = f"{number}{ref}"
            self.done("client", "add", "--name", text, "--prefix", "CL", "--",
                      ref)
            self.done("person", "add", "--", text)
            self.done("reason", "add", f"R{number}", "--label", text)
            self.done("credit", "grant", f"--client={ref}", "--amount", "1",
                      "--reason", f"R{number}", f"--per={text}", "--date",
                      "2026-09-15", "--currency", "USD")
            if plain is None:
                self.run_statements("plain")
                plain = self.page("plain")
        self.run_statements("out")
        page = self.page()
        tags = {tag for tag, _ in plain.elements} | {"details", "summary"}
        self.assertLessEqual({tag for tag, _ in page.elements}, tags)
        count = [tag for tag, _ in page.elements].count("script")
        self.assertEqual(count, 4)
        for column in ("name", "reasons", "persons"):
            self.assertEqual(sorted(row[column] for row in
                                    page.data("client")),
                             sorted(["plain", *HOSTILE]))

    def test_nothing_saved_is_a_page_too(self):
        self.small_shop()
        self.run_statements("out", period="2026-Q1")
        page = self.page()
        self.assertEqual(page.data("client"), [])
        self.assertEqual(len(page.data("quiet")), 5)

    def test_other_formats_have_none(self):
        self.small_shop()
        self.assertEqual(self.run_statements("out", "--format", "csv"),
                         "out/manifest.csv")
        self.assertFalse(os.path.exists(self.path("out/index.html")))


class Browser(IndexShop):
    def setUp(self):
        super().setUp()
        if shutil.which("chromium") is None:
            self.skipTest("there is no chromium")
        self.small_shop()

    def seen(self, address="", folder="out"):
        """The page's elements after its script has run."""
        with tempfile.TemporaryDirectory() as profile:
            went = subprocess.run(
                ["chromium", "--headless", "--no-sandbox", "--disable-gpu",
                 "--disable-quic", "--no-first-run",
                 "--disable-background-networking",
                 "--disable-component-update", "--disable-sync",
                 f"--user-data-dir={profile}", "--virtual-time-budget=2000",
                 "--dump-dom",
                 f"file://{self.path(folder, 'index.html')}{address}"],
                capture_output=True, text=True, timeout=100)
        self.assertNotIn("Refused", went.stderr)
        return went.stdout

    def names(self, dom):
        body = re.search(r'<tbody id="rows">(.*?)</tbody>', dom, re.S)[1]
        return re.findall(r'class="client"><\w+ [^>]*>([^<]*)<', body)

    def test_the_list_is_shown_and_leads_to_the_pages(self):
        self.run_statements("out", "--batch", "2")
        dom = self.seen()
        self.assertEqual(self.names(dom), ["Harbor Hotel", "Little Saved",
                                           "Museum", "Museum", "Zoë Ödegård"])
        links = re.findall(r'href="([^"#]+)(?:#page=(\d+))?"', dom)
        for name, _ in links:
            self.assertTrue(os.path.exists(self.path("out", name)), name)
        pdfs = [(row["file"], row["first_page"]) for row in self.manifest()
                if row["file"].endswith(".pdf")]
        self.assertEqual([link for link in links if link[1]], pdfs)
        self.assertIn(">5 statements<", dom)
        self.assertIn("Nothing Saved", dom)

    def test_searching(self):
        self.run_statements("out")
        for query, names in [("harbor", ["Harbor Hotel"]),
                             ("zoe", ["Zoë Ödegård"]),
                             ("loyalty", ["Museum", "Zoë Ödegård"]),
                             ("ines%20hotel", ["Harbor Hotel"]),
                             ("xyzzy", [])]:
            dom = self.seen("#q=" + query)
            self.assertEqual(self.names(dom), names, query)
        dom = self.seen("#q=museum")
        self.assertIn("2 of 5 statements: 5,000 JPY, 1,200.20 USD", dom)

    def test_a_tracking_code_is_found_however_it_is_typed(self):
        self.run_statements("out")
        codes = {row["name"]: row["tracking_code"]
                 for row in self.rows("client", "list")}
        harbor = codes["Harbor Hotel"]
        self.assertRegex(harbor, "0")
        for query in (harbor, harbor.lower(), harbor.replace("-", ""),
                      harbor.lower().replace("-", "").replace("0", "o"),
                      harbor.replace("1", "l"), harbor.replace("-", "%20"),
                      harbor[:6] + "%20" + harbor[6:]):
            dom = self.seen("#q=" + query)
            self.assertEqual(self.names(dom), ["Harbor Hotel"], query)
        self.assertEqual(self.names(self.seen("#q=ZOE-9999X")), [])
        self.assertEqual(self.names(self.seen("#q=oil")), [])

    def test_sorting(self):
        self.run_statements("out")
        for sort, names in [
                ("-saved", ["Harbor Hotel", "Museum", "Zoë Ödegård",
                            "Little Saved", "Museum"]),
                ("name", ["Harbor Hotel", "Little Saved", "Museum", "Museum",
                          "Zoë Ödegård"]),
                ("-name", ["Zoë Ödegård", "Museum", "Museum", "Little Saved",
                           "Harbor Hotel"]),
                ("nonsense", ["Harbor Hotel", "Little Saved", "Museum",
                              "Museum", "Zoë Ödegård"])]:
            dom = self.seen("#sort=" + sort)
            self.assertEqual(self.names(dom), names, sort)
        self.assertRegex(self.seen("#sort=-saved"),
                         r'class="saved" aria-sort="descending"')

    def test_a_long_list_is_shown_in_parts(self):
        self.many_clients(1000, "many.db")
        self.run_statements("many", "-f", "many.db", "--format", "html")
        names = self.names(self.seen(folder="many"))
        self.assertGreaterEqual(len(names), 200)
        self.assertLess(len(names), 1000)
        names = self.names(self.seen("#q=client%20999", folder="many"))
        self.assertEqual(names, ["Client 999"])


if __name__ == "__main__":
    main()

import csv
import os
import resource
import subprocess

from shop import COURTESY, FAILED, NOT_FOUND, USAGE, Shop, main

FOLDER = {
    "clients.csv": "client_ref,name,city\nHARBOR,Harbor Hotel,Porto\n"
                   "OTHER,,\n",
    "quotes.csv": "quote_no,client_ref,date\nQ-1,HARBOR,2026-07-01\n",
    "quote_lines.csv": "quote_no,line_no,description,quantity,"
                       "list_unit_price\nQ-1,1,Refit,1,36000\n",
    "bills.csv": "bill_no,client_ref,date,quote_no\n"
                 "B-1,HARBOR,2026-09-01,Q-1\nB-2,OTHER,2026-09-02,\n",
    "bill_lines.csv": "bill_no,line_no,description,quantity,list_unit_price,"
                      "net_amount\nB-2,1,Desk,2,50,90.00\n",
    "discounts.csv": "bill_no,line_no,amount,rate,reason,granted_by\n"
                     "B-2,1,10.00,0.1,loyalty,Kim Ode\n",
    "credits.csv": "credit_no,bill_no,line_no,client_ref,date,amount,reason,"
                   "granted_by,note\n"
                   "CN-1,B-1,,HARBOR,2026-09-15,3000,special,Dana Reyes,"
                   "quick\nCN-2,B-2,1,OTHER,2026-09-16,,goodwill,,\n",
}


class Imports(Shop):
    def setUp(self):
        super().setUp()
        self.done("init", "--issuer", "Acme Joinery")

    def make(self, name="in", **changes):
        """The good folder, with files changed, or left out by None."""
        files = {**FOLDER, **{key.replace("_csv", ".csv"): text
                              for key, text in changes.items()}}
        for file, text in files.items():
            if text is not None:
                self.write(f"{name}/{file}", text)
        return name

    def bad(self, *says, words=(), **changes):
        """An import that is refused whole."""
        return self.refused(FAILED, "import", self.make(**changes), *words,
                            says=says)

    # ---- what is right ----

    def test_a_folder_becomes_a_ledger(self):
        self.assertEqual(self.done("import", self.make()), "")
        self.assertIn("2 clients", self.said)
        self.assertIn("2 bills", self.said)
        self.assertIn("2 credits", self.said)
        self.assertIn("added the person Dana Reyes", self.said)
        self.assertIn("added the person Kim Ode", self.said)
        bills = {row["bill_no"]: row for row in self.rows("bill", "list")}
        self.assertEqual(bills["B-1"]["left"], "33000.00")
        self.assertEqual((bills["B-2"]["net"], bills["B-2"]["left"]),
                         ("90.00", "0.00"))
        credits = self.rows("credit", "list")
        self.assertEqual([row["credit_no"] for row in credits],
                         ["CN-1", "CN-2"])
        self.assertEqual([row["per"] for row in credits], ["Dana Reyes", ""])
        self.done("check")

    def test_the_same_folder_again_changes_nothing_and_says_so(self):
        self.done("import", self.make())
        before = self.contents()
        self.done("import", "in")
        self.assertIn("nothing new", self.said)
        self.assertEqual(self.contents(), before)

    def test_a_dry_run_says_the_same_and_writes_nothing(self):
        before = self.contents()
        self.done("import", self.make(), "--dry-run")
        self.assertIn("2 bills", self.said)
        self.assertIn("dry run: nothing was written", self.said)
        self.assertEqual(self.contents(), before)

    def test_a_byte_order_mark_crlf_and_semicolons(self):
        changes = {}
        for file, text in FOLDER.items():
            text = "\ufeff" + text.replace(",", ";").replace("\n", "\r\n")
            changes[file.replace(".csv", "_csv")] = text
        self.done("import", self.make(**changes))
        self.assertIn("2 credits", self.said)

    def test_no_newline_at_the_end_and_blank_lines_between(self):
        self.done("import", self.make(
            clients_csv="\n\nclient_ref,name\n\n  \nHARBOR,Harbor Hotel\n\n"
                        "OTHER,"))
        self.assertIn("2 clients", self.said)

    def test_cells_are_quoted_as_rfc_4180_has_it(self):
        self.done("import", self.make(
            clients_csv='client_ref,name\n"HARBOR","Harbor ""Hotel"", Porto"\n'
                        'OTHER,"; semi"\n'))
        self.assertEqual([row["name"] for row in self.rows("client", "list")],
                         ['Harbor "Hotel", Porto', "; semi"])

    def test_columns_in_any_order_and_unknown_ones_are_ignored(self):
        self.write("in/notes.txt", "hello")
        self.done("import", self.make(
            clients_csv="colour,name,client_ref,mood\n"
                        "red,Harbor,HARBOR,good\nblue,,OTHER,bad\n"))
        self.assertIn("colour, mood", self.said)
        self.assertIn("notes.txt", self.said)

    def test_a_column_under_another_header(self):
        self.done("import", self.make(
            clients_csv="external_ref,client_ref,name\nHARBOR,x,Harbor\n"
                        "OTHER,y,Other\n"),
            "--column", "clients.client_ref=external_ref")
        self.assertEqual([row["ref"] for row in self.rows("client", "list")],
                         ["HARBOR", "OTHER"])
        for given, says in [("clients", "FILE.COLUMN=HEADER"),
                            ("clients.client_ref", "FILE.COLUMN=HEADER"),
                            ("cleints.client_ref=x", "no such file"),
                            ("clients.clientref=x", "client_ref")]:
            self.refused(USAGE, "import", "in", "--column", given, says=says)
        self.refused(FAILED, "import", "in", "--column",
                     "clients.client_ref=nowhere", says="nowhere")

    def test_rounding_is_asked_for_and_counted(self):
        lines = ("bill_no,line_no,quantity,list_unit_price\n"
                 "B-2,1,1.5,0.01\n")
        self.bad("bill_lines.csv:2:", bill_lines_csv=lines,
                 discounts_csv=None, credits_csv=None)
        self.done("import", "in", "--round", "half-up")
        self.assertIn("1 amount", self.said)

    def test_new_reasons_are_added_when_told(self):
        text = FOLDER["credits.csv"].replace("special", "jubilee")
        self.bad("credits.csv:2: reason:", "jubilee", credits_csv=text)
        self.done("import", "in", "--new-reasons", "saving")
        self.assertIn("jubilee", [row["reason"]
                                  for row in self.rows("reason", "list")])
        self.refused(USAGE, "import", "in", "--new-reasons", "yes",
                     says="no-saving")

    # ---- what is wrong ----

    def test_a_folder_that_is_missing_or_holds_nothing_known(self):
        self.refused(NOT_FOUND, "import", "nowhere", says="nowhere")
        os.mkdir(self.path("empty"))
        self.refused(FAILED, "import", "empty", says=["clients.csv",
                                                      "credits.csv"])
        self.refused(USAGE, "import", says="FOLDER")

    def test_a_missing_column(self):
        self.bad("bills.csv:1: client_ref",
                 bills_csv="bill_no,date\nB-1,2026-09-01\n")

    def test_a_column_that_comes_twice(self):
        self.bad("bills.csv:1: date", bills_csv="bill_no,client_ref,date,date"
                                                "\nB-1,HARBOR,2026-09-01,\n")

    def test_an_empty_file(self):
        self.bad("clients.csv:1: a header line is missing", clients_csv="")

    def test_a_duplicate_number(self):
        self.bad("bills.csv:4: bill_no: ", "B-1",
                 bills_csv=FOLDER["bills.csv"] + "B-1,OTHER,2026-09-03,\n")

    def test_a_row_with_too_few_or_too_many_cells(self):
        self.bad("clients.csv:3: ", "nothing was imported",
                 clients_csv="client_ref,name\nHARBOR,Harbor\nOTHER\n")
        self.bad("clients.csv:2: ",
                 clients_csv="client_ref,name\nHARBOR,Harbor,Hotel\nOTHER,\n")

    def test_a_quote_that_is_never_closed(self):
        self.bad("clients.csv:3: ", "never closed",
                 clients_csv='client_ref,name\nHARBOR,Harbor\nOTHER,"Oth\ner\n')

    def test_a_quote_in_the_middle_of_a_cell(self):
        self.bad("clients.csv:2: ", "quote",
                 clients_csv='client_ref,name\nHARBOR,5" pipe\nOTHER,\n')

    def test_line_numbers_count_newlines_within_quotes(self):
        for end in ("\n", "\r\n"):
            text = ('client_ref,name\nHARBOR,"a\nb\nc"\n\nOTHER,x\n'
                    'OTHER,y,z\n').replace("\n", end)
            err = self.bad("clients.csv:2: name", "clients.csv:7: ",
                           clients_csv=text)
            self.assertNotIn("clients.csv:6:", err)

    def test_a_nul_does_not_cut_a_cell_short(self):
        self.bad("clients.csv:2: name",
                 clients_csv=b"client_ref,name\nHARBOR,Har\0bor\nOTHER,\n")
        self.bad("clients.csv:1: ",
                 clients_csv=b"client_ref\0x,name\nHARBOR,Harbor\n")

    def test_text_that_is_no_utf_8(self):
        self.bad("clients.csv:2: name",
                 clients_csv=b"client_ref,name\nHARBOR,Hot\xe9l\nOTHER,\n")

    def test_bad_cells_are_named_by_file_line_and_column(self):
        self.bad("clients.csv:2: client_ref", clients_csv="client_ref,name\n"
                 + "R" * 65 + ",Harbor\n")
        self.bad("bills.csv:2: date", bills_csv="bill_no,client_ref,date\n"
                 "B-1,HARBOR,30/09/2026\nB-2,OTHER,2026-09-02\n")
        self.bad("credits.csv:2: amount", credits_csv=FOLDER["credits.csv"]
                 .replace("3000", '"3,000"'))
        self.bad("credits.csv:2: ", "36000", credits_csv=FOLDER["credits.csv"]
                 .replace("3000", "36000.01"))
        self.bad("bill_lines.csv:2: net_amount",
                 bill_lines_csv=FOLDER["bill_lines.csv"].replace("90.00",
                                                                 "80.00"))
        self.bad("bills.csv:3: client_ref", "NOBODY",
                 bills_csv=FOLDER["bills.csv"].replace("OTHER", "NOBODY"))

    def test_the_first_hundred_bad_rows_are_listed(self):
        rows = "".join(f"C{n},2026-99-99\n" for n in range(150))
        self.write("in/clients.csv", "client_ref,since\n" + rows)
        err = self.refused(FAILED, "import", "in",
                           says=["and 50 more", "150 bad rows"])
        self.assertEqual(err.count("clients.csv:"), 100)

    # ---- continue ----

    def rejects(self):
        with open(self.path("rejects.csv"), newline="") as file:
            return list(csv.DictReader(file))

    def test_bad_documents_are_left_out_whole(self):
        lines = FOLDER["bill_lines.csv"] + 'B-2,2,"Lamp, red",x,5,\n'
        code, out, err = self.run_it(
            "import", self.make(bill_lines_csv=lines), "--continue")
        self.assertEqual((code, out), (FAILED, ""), err)
        self.assertIn("bill_lines.csv:3: quantity", err)
        self.assertIn("rejects.csv", err)
        self.assertEqual([row["bill_no"] for row in self.rows("bill", "list")],
                         ["B-1"])
        rejects = {(row["file"], row["line"]): row for row in self.rejects()}
        fault = rejects["bill_lines.csv", "3"]
        self.assertEqual(fault["document"], "B-2")
        self.assertEqual(fault["column"], "quantity")
        self.assertEqual(fault["row"], 'B-2,2,"Lamp, red",x,5,')
        self.assertIn(("bills.csv", "3"), rejects)
        self.assertIn(("bill_lines.csv", "2"), rejects)
        self.assertIn(("discounts.csv", "2"), rejects)
        self.assertIn(("credits.csv", "3"), rejects)
        self.assertEqual(rejects["bills.csv", "3"]["row"],
                         "B-2,OTHER,2026-09-02,")
        self.done("check")

    def test_nothing_to_reject_leaves_no_file(self):
        self.done("import", self.make(), "--continue")
        self.assertFalse(os.path.exists(self.path("rejects.csv")))

    def test_a_file_that_is_broken_is_no_matter_of_continuing(self):
        self.bad("never closed", words=("--continue",),
                 clients_csv='client_ref,name\nHARBOR,Harbor\nOTHER,"x\n')

    # ---- size ----

    def confined(self, *words):
        """Run in 64 MiB of data: exit code and stderr."""
        def confine():
            resource.setrlimit(resource.RLIMIT_DATA, (64 << 20, 64 << 20))

        went = subprocess.run(
            [COURTESY, *words], cwd=self.folder, env=self.environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            preexec_fn=confine)
        err = went.stderr.decode()
        if "AddressSanitizer" in err:
            self.skipTest("a sanitizer needs more")
        return went.returncode, err

    def test_a_million_columns(self):
        self.make(clients_csv="client_ref" + ",x" * 1000000 + "\n")
        code, err = self.confined("import", "in")
        self.assertEqual(code, FAILED, err)
        self.assertIn("clients.csv:1: more than 1,000 columns", err)
        self.make(clients_csv="client_ref,name\nHARBOR" + ",x" * 1000000)
        code, err = self.confined("import", "in")
        self.assertEqual(code, FAILED, err)
        self.assertIn("clients.csv:2: more than 1,000 columns", err)

    def test_an_enormous_cell(self):
        self.make(clients_csv='client_ref,name\nHARBOR,"' + "x" * 50000000)
        code, err = self.confined("import", "in")
        self.assertEqual(code, FAILED, err)
        self.assertIn("clients.csv:2: more than 1 MiB", err)

    def test_memory_does_not_grow_with_the_folder(self):
        clients = "".join(f"C{n},Client {n}\n" for n in range(2000))
        bills = "".join(f"B{n},C{n % 2000},2026-09-01\n" for n in range(20000))
        lines = "".join(f"B{n},1,1,10\n" for n in range(20000))
        self.write("in/clients.csv", "client_ref,name\n" + clients)
        self.write("in/bills.csv", "bill_no,client_ref,date\n" + bills)
        self.write("in/bill_lines.csv",
                   "bill_no,line_no,quantity,list_unit_price\n" + lines)
        code, err = self.confined("import", "in")
        self.assertEqual(code, 0, err)
        self.assertIn("20000 bills", err)


if __name__ == "__main__":
    main()

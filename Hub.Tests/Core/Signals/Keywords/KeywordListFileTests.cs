using System.Text;
using Hub.Core.Signals.Keywords;
using Hub.Core.Text;

namespace Hub.Tests.Core.Signals.Keywords;

public class KeywordListFileTests
{
    [Test]
    public void Plain_text_has_a_term_a_line()
    {
        var content = Parse("# giá cả\r\ngiá bao nhiêu\r\n\r\n  còn hàng không  \nhow much");
        Assert.That(content.Problems, Is.Empty);
        Assert.That(content.Rows, Is.EqualTo(new[]
        {
            Row(2, "giá bao nhiêu"), Row(4, "còn hàng không"), Row(5, "how much"),
        }));
    }

    [Test]
    public void A_byte_order_mark_and_decomposed_letters_do_not_matter() =>
        Assert.That(Parse("\uFEFFgia\u0301").Rows, Is.EqualTo(new[] { Row(1, "giá") }));

    [TestCase(',')]
    [TestCase(';')]
    [TestCase('\t')]
    public void Csv_has_a_header_and_quotes(char separator)
    {
        var csv = "term,language,mode,accents\r\ngiá,vi,word,exact\n\"xin \"\"chào\"\"\",VI,contains,\n\n\"hai\ndòng\",,,\nprice,en,EXACT,folded";
        var content = Parse(csv.Replace(',', separator));
        Assert.That(content.Problems, Is.Empty);
        Assert.That(content.Rows, Is.EqualTo(new[]
        {
            new KeywordRow(2, "giá", "vi", MatchMode.WholeWord, AccentMode.Exact),
            new KeywordRow(3, "xin \"chào\"", "vi", MatchMode.Contains, AccentMode.Folded),
            Row(5, "hai\ndòng"),
            new KeywordRow(7, "price", "en", MatchMode.Exact, AccentMode.Folded),
        }));
    }

    [Test]
    public void Csv_columns_may_stand_in_any_order_and_be_left_out() =>
        Assert.That(Parse("note,Mode,Term\nx,contains,giá").Rows, Is.EqualTo(new[] { new KeywordRow(2, "giá", null, MatchMode.Contains, AccentMode.Folded) }));

    [Test]
    public void Bad_csv_rows_are_named_and_the_others_kept()
    {
        var content = Parse("term,language,mode,accents\ngiá,vi,sometimes,\n,vi,,\nship,vi,,loud\nGIA,vi,,\ngia,vi,,\ncòn hàng,vi,,\n\"mở");
        Assert.That(content.Problems.Select(problem => (problem.Line, problem.Code)), Is.EqualTo(new[]
        {
            (2, "unknown_mode"), (3, "empty"), (4, "unknown_accents"), (6, "duplicate"), (8, "open_quote"),
        }));
        Assert.That(content.Rows.Select(row => row.Line), Is.EqualTo(new[] { 5, 7 }));
        Assert.That(content.Problems, Has.All.Matches<KeywordRowProblem>(problem => problem.English != "" && problem.Vietnamese != ""));
    }

    [Test]
    public void Csv_without_a_term_column_says_so() =>
        Assert.That(Parse("language,mode\nvi,word").Problems.Single().Code, Is.EqualTo("no_term_column"));

    [Test]
    public void Json_takes_texts_and_objects()
    {
        var content = Parse("[\n\"giá\",\n{\"term\":\"ship\",\"language\":\"vi\",\"mode\":\"contains\",\"accents\":\"exact\",\"weight\":[1]},\n7,\n{\"name\":\"x\"},\n\"\\ud800\"\n]");
        Assert.That(content.Rows, Is.EqualTo(new[]
        {
            Row(2, "giá"), new KeywordRow(3, "ship", "vi", MatchMode.Contains, AccentMode.Exact),
        }));
        Assert.That(content.Problems.Select(problem => (problem.Line, problem.Code)), Is.EqualTo(new[]
        {
            (4, "not_a_keyword"), (5, "not_a_keyword"), (6, "unreadable"),
        }));
    }

    [Test]
    public void Broken_json_keeps_what_came_before()
    {
        var content = Parse("[\"giá\",\n\"ship\",\noops]");
        Assert.That(content.Rows, Has.Count.EqualTo(2));
        Assert.That(content.Problems.Single(), Has.Property("Line").EqualTo(3).And.Property("Code").EqualTo("bad_json"));
    }

    [Test]
    public void Letters_in_another_encoding_are_unreadable_row_by_row()
    {
        byte[] latin1 = [.. "ship\n"u8, 0x67, 0x69, 0xE1, .. "\ncod"u8];
        var content = KeywordListFile.Parse(new MemoryStream(latin1));
        Assert.That(content.Rows.Select(row => row.Term), Is.EqualTo(new[] { "ship", "cod" }));
        Assert.That(content.Problems.Single(), Has.Property("Line").EqualTo(2).And.Property("Code").EqualTo("unreadable"));
    }

    [Test]
    public void Utf16_is_refused_as_a_whole() => Assert.That(
        KeywordListFile.Parse(new MemoryStream([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("giá")])).Problems.Single().Code,
        Is.EqualTo("not_utf8"));

    [Test]
    public void A_long_term_is_refused() =>
        Assert.That(Parse(new string('a', 201)).Problems.Single().Code, Is.EqualTo("too_long"));

    [Test]
    public void More_than_a_mebibyte_is_refused() =>
        Assert.That(Parse(new string('\n', (1 << 20) + 1)).Problems.Single().Code, Is.EqualTo("file_too_large"));

    [Test]
    public void More_than_fifty_thousand_rows_are_cut_off()
    {
        var content = Parse(string.Join('\n', Enumerable.Range(0, 50_010)));
        Assert.That(content.Rows, Has.Count.EqualTo(50_000));
        Assert.That(content.Problems.Single(), Has.Property("Line").EqualTo(50_001).And.Property("Code").EqualTo("too_many_rows"));
    }

    [Test]
    public async Task Reading_may_be_asynchronous() => Assert.That(
        (await KeywordListFile.ParseAsync(new MemoryStream("giá"u8.ToArray()))).Rows, Is.EqualTo(new[] { Row(1, "giá") }));

    [Test]
    public void Random_bytes_never_throw()
    {
        var random = new Random(3);
        foreach (var start in new[] { "", "[", "[{\"term\":", "term,mode\n\"" })
            for (var round = 0; round < 200; round++)
            {
                var noise = new byte[random.Next(200)];
                random.NextBytes(noise);
                Assert.That(() => KeywordListFile.Parse(new MemoryStream([.. Encoding.UTF8.GetBytes(start), .. noise])), Throws.Nothing);
            }
    }

    static KeywordListContent Parse(string text) => KeywordListFile.Parse(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    static KeywordRow Row(int line, string term) => new(line, term, null, MatchMode.WholeWord, AccentMode.Folded);
}

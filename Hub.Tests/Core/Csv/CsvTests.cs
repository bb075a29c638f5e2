using Hub.Core.Csv;

namespace Hub.Tests.Core.Csv;

public sealed class CsvTests
{
    [Test]
    public async Task Quotes_separators_and_line_ends_belong_to_the_field_and_lines_are_counted_through_them()
    {
        var records = await Read("name,note\r\n\"Lan, \"\"Chị\"\"\",\"một\nhai\"\r\n\r\nBình,\"\"\r\nlast,");

        Assert.That(records.Select(record => $"{record.Line}:{string.Join('|', record.Fields)}"), Is.EqualTo(new[]
        {
            "1:name|note", "2:Lan, \"Chị\"|một\nhai", "5:Bình|", "6:last|",
        }).AsCollection);
    }

    [TestCase("\uFEFFname;phone\nLan;1", "name|phone/Lan|1", TestName = "Semicolons, as Excel writes here, and a byte order mark")]
    [TestCase("name\tphone\rLan\t1", "name|phone/Lan|1", TestName = "Tabs and bare carriage returns")]
    [TestCase("\"a;b\",c\n1,2", "a;b|c/1|2", TestName = "A separator in quotes is none")]
    [TestCase("a\n\"x\"y,z", "a/xy|z", TestName = "Text behind a closing quote")]
    [TestCase("a\nb\"c\"", "a/b\"c\"", TestName = "Quotes within an unquoted field")]
    [TestCase("", "", TestName = "Nothing")]
    [TestCase("\n\r\n\n", "", TestName = "Empty lines only")]
    public async Task However_a_spreadsheet_writes_it(string text, string expected) => Assert.That(
        string.Join('/', (await Read(text)).Select(record => string.Join('|', record.Fields))), Is.EqualTo(expected));

    [Test]
    public async Task What_cannot_be_read_is_named_with_its_line()
    {
        var open = Assert.ThrowsAsync<CsvException>(() => Read("a\nb\n\"never closed\nc"));
        var fields = Assert.ThrowsAsync<CsvException>(() => Read("a\n" + new string(',', CsvReader.MostFields)));
        var length = Assert.ThrowsAsync<CsvException>(() => Read("a\n" + new string('x', CsvReader.LongestField + 1)));

        Assert.That((open!.Line, open.Fault), Is.EqualTo((3, CsvFault.OpenQuote)));
        Assert.That((fields!.Line, fields.Fault), Is.EqualTo((2, CsvFault.TooManyFields)));
        Assert.That((length!.Line, length.Fault), Is.EqualTo((2, CsvFault.FieldTooLong)));
        Assert.That(await Read("a\n" + new string('x', CsvReader.LongestField)), Has.Count.EqualTo(2));
    }

    [TestCase("=1+1")]
    [TestCase("+84912345678")]
    [TestCase("-1")]
    [TestCase("@SUM(A1)")]
    [TestCase("\t=1")]
    [TestCase("＝HYPERLINK(\"http://evil\")")]
    [TestCase("'=1")]
    [TestCase("''=1")]
    [TestCase("''")]
    [TestCase("'tis")]
    [TestCase("Lan \"=\" Chị\n=x")]
    [TestCase("")]
    public async Task No_field_is_a_formula_and_all_come_back_as_they_were(string text)
    {
        var line = CsvText.Line([text, "x"]);
        var read = (await Read(line)).Single().Fields;

        Assert.That((read[0] + " ")[0], Is.Not.AnyOf([.. "=+-@\t\r\n＝＋－＠".Cast<object>()]));
        Assert.That(CsvText.Plain(read[0]), Is.EqualTo(text));
        Assert.That(read[1], Is.EqualTo("x"));
    }

    [Test]
    public async Task Fields_of_random_text_come_back_as_they_were([Random(20)] int seed)
    {
        var random = new Random(seed);
        const string alphabet = "ab\"',;\t\n=+-@ é'";
        var fields = Enumerable.Range(0, 5).Select(_ => new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => alphabet[random.Next(alphabet.Length)])])).ToList();

        var read = (await Read("h,h,h,h,h\n" + CsvText.Line(fields)))[1].Fields;

        Assert.That(read.Select(CsvText.Plain), Is.EqualTo(fields).AsCollection);
    }

    private static async Task<List<(int Line, IReadOnlyList<string> Fields)>> Read(string text)
    {
        var reader = new CsvReader(new StringReader(text));
        var records = new List<(int, IReadOnlyList<string>)>();
        while (await reader.Read(CancellationToken.None) is { } fields)
            records.Add((reader.Line, fields));
        return records;
    }
}

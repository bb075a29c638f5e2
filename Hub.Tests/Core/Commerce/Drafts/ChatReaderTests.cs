using System.Runtime.CompilerServices;
using Hub.Core.Commerce.Drafts;
using Hub.Core.Text;

namespace Hub.Tests.Core.Commerce.Drafts;

public sealed class ChatReaderTests
{
    // What each set reached when this was written, rounded down: in percent, precision and recall. The first was looked at while the reader was
    // written; the second was not, see docs/orders.md.
    private static readonly Dictionary<string, Dictionary<string, (double Precision, double Recall)>> Floors = new()
    {
        ["chats.txt"] = new()
        {
            ["phone"] = (99, 99),
            ["name"] = (98, 98),
            ["street"] = (98, 98),
            ["ward"] = (98, 98),
            ["district"] = (98, 98),
            ["province"] = (98, 98),
            ["code"] = (99, 99),
            ["quantity"] = (98, 98),
            ["time"] = (98, 98),
        },
        ["fresh-chats.txt"] = new()
        {
            ["phone"] = (99, 99),
            ["name"] = (99, 83),
            ["street"] = (92, 92),
            ["ward"] = (99, 99),
            ["district"] = (93, 90),
            ["province"] = (96, 99),
            ["code"] = (99, 99),
            ["quantity"] = (96, 92),
            ["time"] = (77, 77),
        },
    };

    private static readonly ProductBook Book = new(
        new (string Code, string Name)[]
        {
            ("AO-01", "Áo thun trơn"), ("AO-02", "Áo sơ mi trắng"), ("QJ-15", "Quần jean xanh"), ("VAY23", "Váy hoa nhí"), ("GIAY7", "Giày búp bê da"),
            ("SON-MAC", "Son lì mác"), ("TUI99", "Túi tote vải"), ("KEM-DUA", "Kem dưỡng dừa"), ("B12", "Viên uống B12"), ("NON-5", "Nón kết đen"),
        }
        .Select(product => new BookEntry(Guid.NewGuid(), product.Code, product.Name)));

    [TestCase("phố Huế")]
    [TestCase("cầu Cần Thơ")]
    [TestCase("chị P 84912345678")]
    [TestCase("q 19036512345678")]
    public void A_line_like_an_address_is_read(string text) => Assert.That(() => Read(text), Throws.Nothing);

    [Test]
    public void Whatever_is_left_of_a_chat_is_read()
    {
        var random = new Random(7);
        var words = Labelled.Rows("chats.txt").SelectMany(row => row.Text.Split(' ')).ToArray();
        for (var i = 0; i < 3000; i++)
        {
            var text = string.Join(' ', Enumerable.Range(0, random.Next(1, 9)).Select(_ => words[random.Next(words.Length)]));
            Assert.That(() => Read(text), Throws.Nothing, text);
        }
    }

    [Test]
    public void Hand_labelled_chats_are_read_as_well_as_the_docs_say([Values("chats.txt", "fresh-chats.txt")] string set)
    {
        var tallies = Floors[set].Keys.ToDictionary(field => field, _ => new Tally());
        foreach (var row in Labelled.Rows(set))
        {
            var read = Values(ChatReader.Read([new ChatText(Guid.NewGuid(), row.Text)], Book)).ToLookup(value => value.Field, value => value.Value);
            var wanted = row.Values.ToLookup(value => value.Field, value => value.Value);
            foreach (var (field, tally) in tallies)
                if (tally.Count([.. wanted[field]], [.. read[field]]))
                    TestContext.Out.WriteLine($"{field}: {row.Text} → {string.Join(" + ", read[field])} instead of {string.Join(" + ", wanted[field])}");
        }

        Assert.Multiple(() =>
        {
            foreach (var (field, floor) in Floors[set])
            {
                TestContext.Out.WriteLine(
                    $"{field}: precision {tallies[field].Precision:F1} %, recall {tallies[field].Recall:F1} %, {tallies[field].Wanted} labelled");
                Assert.That(tallies[field].Precision, Is.GreaterThanOrEqualTo(floor.Precision), $"precision of {field}");
                Assert.That(tallies[field].Recall, Is.GreaterThanOrEqualTo(floor.Recall), $"recall of {field}");
            }
        });
    }

    [Test]
    public void There_are_more_than_three_hundred_of_them() => Assert.That(Labelled.Rows("chats.txt").Count(), Is.GreaterThanOrEqualTo(300));

    [Test]
    public void What_they_give_up_later_is_not_in_the_order()
    {
        var read = Read("Lấy 2 AO-01 với 1 QJ-15 nha", "à thôi bỏ QJ-15 nhé", "AO-01 giao sớm giúp mình");
        Assert.That(read.Items.Select(item => (item.Code.Value, item.Quantity)), Is.EqualTo(new[] { ("AO-01", (int?)2) }));
    }

    [Test]
    public void Prices_sizes_and_account_numbers_are_neither_quantities_nor_phones()
    {
        var read = Read("AO-01 1tr2 còn size 38 không, 2tr3 cả bộ, giảm còn 350k nhé. ck vào stk 0123456789");
        Assert.That((read.Items.Single().Quantity, read.Phone), Is.EqualTo(((int?)null, (Found?)null)));
    }

    [Test]
    public void Every_value_says_where_it_stands()
    {
        var message = new ChatText(Guid.NewGuid(), "Em chào shop\nTên: Nguyễn Thị Lan, sđt 0912 345 678\nđịa chỉ 12 Lê Lợi, P. Bến Nghé, Q1, TP HCM\nLấy 2 AO-01, giao chiều mai");
        var read = ChatReader.Read([message], Book);
        foreach (var found in read.Places)
            Assert.That(
                (message.Text.Substring(found.Start, found.Length), found.MessageId), Is.EqualTo((found.Text, message.MessageId)), found.Value);
        Assert.That(read.Places.Count(), Is.EqualTo(9));
        Assert.That(read.Address, Is.EqualTo("12 Lê Lợi, P. Bến Nghé, Q1, Hồ Chí Minh"));
    }

    [Test]
    public void Of_what_was_said_twice_the_later_counts_and_an_address_is_not_mixed_of_two()
    {
        var read = Read("Lấy 1 AO-01, 0912345678, 12 Lê Lợi, P. Bến Nghé, Q1", "à lấy 3 AO-01 nha", "giao 5 Trần Phú, phường Hà Cầu, Hà Đông, Hà Nội giúp mình", "số mới là 0987654321");
        Assert.That((read.Phone!.Value, read.Items.Single().Quantity, read.Ward!.Value, read.District!.Value, read.Province!.Value),
            Is.EqualTo(("0987654321", (int?)3, "Hà Cầu", "Hà Đông", "Hà Nội")));
    }

    [Test]
    public void Whatever_is_written_is_read_without_an_error([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var texts = Labelled.Rows("chats.txt").Select(row => row.Text).ToList();
        for (var run = 0; run < 50; run++)
        {
            var text = string.Concat(Enumerable.Range(0, 3).Select(_ => texts[random.Next(texts.Count)])).ToCharArray();
            for (var i = 0; i < 10; i++)
                text[random.Next(text.Length)] = (char)random.Next(1, 0x10000);
            var message = new ChatText(Guid.NewGuid(), new string(text));
            foreach (var found in ChatReader.Read([message], Book).Places)
                Assert.That(message.Text.Substring(found.Start, found.Length), Is.EqualTo(found.Text));
        }
    }

    private static OrderReading Read(params string[] texts) => ChatReader.Read([.. texts.Select(text => new ChatText(Guid.NewGuid(), text))], Book);

    private static IEnumerable<(string Field, string Value)> Values(OrderReading read)
    {
        foreach (var (field, found) in new (string, Found?)[]
        {
            ("phone", read.Phone), ("name", read.Name), ("street", read.Street), ("ward", read.Ward), ("district", read.District),
            ("province", read.Province), ("time", read.Time),
        })
            if (found is not null)
                yield return (field, TextFold.Fold(found.Value));
        foreach (var item in read.Items)
        {
            yield return ("code", item.Code.Value);
            if (item.Quantity is { } quantity)
                yield return ("quantity", $"{item.Code.Value}*{quantity}");
        }
    }

    private sealed class Tally
    {
        private int _right, _got;

        public int Wanted { get; private set; }

        public double Precision => _got == 0 ? 100 : 100.0 * _right / _got;

        public double Recall => Wanted == 0 ? 100 : 100.0 * _right / Wanted;

        /// <returns>Whether something was wrong.</returns>
        public bool Count(HashSet<string> want, HashSet<string> got)
        {
            _right += want.Intersect(got).Count();
            _got += got.Count;
            Wanted += want.Count;
            return !want.SetEquals(got);
        }
    }

    /// <summary>A set beside this file.</summary>
    private sealed record Labelled(string Text, IReadOnlyList<(string Field, string Value)> Values)
    {
        private static readonly Dictionary<string, string> Fields = new()
        {
            ["p"] = "phone",
            ["n"] = "name",
            ["s"] = "street",
            ["w"] = "ward",
            ["d"] = "district",
            ["v"] = "province",
            ["t"] = "time",
        };

        public static IEnumerable<Labelled> Rows(string set, [CallerFilePath] string here = "") => File
            .ReadLines(Path.Combine(Path.GetDirectoryName(here)!, set))
            .Where(line => line.Length > 0 && line[0] != '#').Select(Row);

        private static Labelled Row(string line)
        {
            var at = line.LastIndexOf(" |", StringComparison.Ordinal);
            var labels = line[(at + 2)..].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return new Labelled(line[..at].Replace("\\n", "\n", StringComparison.Ordinal), [.. labels.SelectMany(Label)]);
        }

        private static IEnumerable<(string, string)> Label(string label)
        {
            var (key, value) = (label[..1], label[2..]);
            if (key != "c")
            {
                yield return (Fields[key], TextFold.Fold(value));
                yield break;
            }

            foreach (var item in value.Split(','))
            {
                yield return ("code", item.Split('*')[0]);
                if (item.Contains('*', StringComparison.Ordinal))
                    yield return ("quantity", item);
            }
        }
    }
}

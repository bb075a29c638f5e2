using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Hub.Core.Contacts.Files;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Contacts;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ContactFileTests(StorageKind kind) : HubTest(kind)
{
    // A workspace of its own for every test: files change contacts at large.
    private HttpClient _client = null!;

    [SetUp]
    public async Task Begin() => _client = await Host.OtherWorkspace();

    [TearDown]
    public void End() => _client.Dispose();

    [TestCase("", "body", TestName = "Nothing at all")]
    [TestCase("name,phone\n", "body", TestName = "A heading only")]
    [TestCase("name,notes\nLan,x\n", "line 1", TestName = "No column to know contacts by")]
    [TestCase("name,phone\nLan,\"0901", "line 2", TestName = "An open quote")]
    [CancelAfter(60_000)]
    public async Task A_file_that_cannot_be_read_changes_nothing(string text, string field, CancellationToken cancellation)
    {
        using var answer = await Import(text, cancellation);

        await answer.IsProblem(HttpStatusCode.BadRequest, "invalid_input", field);
        Assert.That(await List(cancellation), Is.Empty);
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task What_is_no_utf8_too_long_or_too_large_changes_nothing(CancellationToken cancellation)
    {
        using var latin = await Post(new ByteArrayContent([.. "phone,name\n0901000001,"u8, 0xC3, 0x28, (byte)'\n']), "", cancellation);
        using var rows = await Import("phone\n" + string.Join('\n', Enumerable.Range(0, ContactImport.MostRows + 1).Select(i => $"09{i:00000000}")), cancellation);
        using var large = await Import("phone\n0901000001\n" + new string('\n', ContactImport.LargestFile), cancellation);
        using var chunked = await Post(new StreamContent(new ChunkedStream(ContactImport.LargestFile + 1)), "", cancellation);

        await latin.IsProblem(HttpStatusCode.BadRequest, "invalid_input");
        await rows.IsProblem(HttpStatusCode.BadRequest, "invalid_input", $"line {ContactImport.MostRows + 2}");
        await large.IsProblem(HttpStatusCode.RequestEntityTooLarge, "too_large");
        await chunked.IsProblem(HttpStatusCode.RequestEntityTooLarge, "too_large");
        Assert.That(await List(cancellation), Is.Empty);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Rows_come_in_once_however_their_phones_are_written_and_wrong_ones_are_named(CancellationToken cancellation)
    {
        const string file =
            "\uFEFFTên;Số điện thoại;Email;Ghi chú;Màu\r\n"
            + "Lan;0901 000 001;LAN@example.com;\"dòng 1\ndòng 2\"\r\n"
            + "Bình;12;;\r\n"
            + "Chi;;chi@example.com;\r\n"
            + "Nobody;;;\r\n"
            + "Lan 2;+84901000001;;\r\n"
            + "Dung;8.49E+10;;\r\n";
        var first = await HubHost.Json(await Import(file, cancellation, vietnamese: true));
        var second = await HubHost.Json(await Import(file, cancellation));
        var contacts = await List(cancellation);

        Assert.That(Counts(first), Is.EqualTo((6, 2, 1, 0, 3)));
        Assert.That(Counts(second), Is.EqualTo((6, 0, 2, 1, 3)), "Lan is renamed twice by the file, Chi stays");
        Assert.That(contacts.Select(item => item.GetProperty("phone").GetString() ?? item.GetProperty("email").GetString()), Is.EquivalentTo(
            new[] { "+84901000001", "chi@example.com" }));
        Assert.That(first.GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("line").GetInt32()} {error.GetProperty("field").GetString()}"),
            Is.EqualTo(new[] { "1 Màu", "4 phone", "6 phone", "8 phone" }).AsCollection);
        Assert.That(first.GetProperty("errors")[1].GetProperty("message").GetString(), Does.Contain("số điện thoại"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_dry_run_says_the_same_and_keeps_nothing(CancellationToken cancellation)
    {
        var file = "phone,name\n" + string.Join('\n', Enumerable.Range(0, 700).Select(i => $"0901{i % 600:000000},Khách {i}"));

        var dry = await HubHost.Json(await Import(file, cancellation, "?dryRun=true"));
        var none = await List(cancellation);
        var real = await HubHost.Json(await Import(file, cancellation));

        Assert.That(none, Is.Empty);
        Assert.That(Counts(dry), Is.EqualTo((700, 600, 100, 0, 0)));
        Assert.That(Counts(real), Is.EqualTo(Counts(dry)));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_row_that_means_two_contacts_is_no_reason_to_merge_them(CancellationToken cancellation)
    {
        using (await Import("phone,email\n0901000001,\n,b@example.com\n", cancellation))
        {
            var answer = await HubHost.Json(await Import("phone,email\n0901000001,b@example.com\n", cancellation));

            Assert.That(Counts(answer), Is.EqualTo((1, 0, 0, 0, 1)));
            Assert.That(answer.GetProperty("errors")[0].GetProperty("field").GetString(), Is.EqualTo("email"));
            Assert.That(await List(cancellation), Has.Length.EqualTo(2));
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task An_export_holds_no_formula_is_audited_and_comes_back_unchanged(CancellationToken cancellation)
    {
        using (await _client.PostAsJsonAsync("/api/v1/contact-attributes", new { key = "size", label = "Cỡ", type = "text" }, cancellation))
        using (await _client.PostAsJsonAsync(
            "/api/v1/contacts", new { displayName = "=HYPERLINK(\"http://evil\";\"x\")", phone = "0901000001", notes = "a\n\"b\",c", attributes = new { size = "-1" } }, cancellation))
        {
            using var answer = await _client.GetAsync("/api/v1/contacts/export", cancellation);
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            var back = await HubHost.Json(await Import(text, cancellation));

            Assert.That(answer.Content.Headers.ContentDisposition?.FileName, Is.EqualTo("contacts.csv"));
            Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/csv"));
            Assert.That((await answer.Content.ReadAsByteArrayAsync(cancellation))[..3], Is.EqualTo(Encoding.UTF8.Preamble.ToArray()));
            foreach (var dangerous in new[] { "\"=", "\"+", "\"-", "\"@" })
                Assert.That(text, Does.Not.Contain("," + dangerous));
            Assert.That(Counts(back), Is.EqualTo((1, 0, 0, 1, 0)));
            Assert.That(back.GetProperty("errors").GetArrayLength(), Is.Zero, back.GetRawText());
            var actions = await Host.Store.Read(null, db => db.Audit.Select(row => row.Action).ToListAsync(cancellation));
            Assert.That(actions, Does.Contain("contacts.exported").And.Contain("contacts.imported"));
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task An_export_takes_a_permission_of_its_own_and_holds_more_than_a_page(CancellationToken cancellation)
    {
        using var reader = await Host.ClientWithScopes("contacts.read", "contacts.write");
        using var refused = await reader.GetAsync("/api/v1/contacts/export", cancellation);
        using (await Import("phone\n" + string.Join('\n', Enumerable.Range(0, 1100).Select(i => $"0902{i:000000}")), cancellation))
        {
            var lines = (await _client.GetStringAsync("/api/v1/contacts/export", cancellation)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

            await refused.IsProblem(HttpStatusCode.Forbidden, "missing_permission");
            Assert.That(lines.Distinct().Count(), Is.EqualTo(1101));
        }
    }

    private static (int Rows, int Created, int Updated, int Unchanged, int Failed) Counts(JsonElement answer) => (
        answer.GetProperty("rows").GetInt32(), answer.GetProperty("created").GetInt32(), answer.GetProperty("updated").GetInt32(),
        answer.GetProperty("unchanged").GetInt32(), answer.GetProperty("failed").GetInt32());

    private Task<HttpResponseMessage> Import(string text, CancellationToken cancellation, string query = "", bool vietnamese = false) =>
        Post(new StringContent(text, Encoding.UTF8, "text/csv"), query, cancellation, vietnamese);

    private async Task<HttpResponseMessage> Post(HttpContent content, string query, CancellationToken cancellation, bool vietnamese = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/contacts/import{query}") { Content = content };
        content.Headers.ContentType = new("text/csv");
        if (vietnamese)
            request.Headers.Add("Accept-Language", "vi");
        return await _client.SendAsync(request, cancellation);
    }

    private async Task<JsonElement[]> List(CancellationToken cancellation) =>
        [.. (await _client.GetFromJsonAsync<JsonElement>("/api/v1/contacts?limit=200", cancellation)).GetProperty("items").EnumerateArray()];

    /// <summary>So many line ends, of a length that nobody is told.</summary>
    private sealed class ChunkedStream(long length) : MemoryStream
    {
        private long _left = length;

        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = (int)Math.Min(buffer.Length, _left);
            buffer.Span[..count].Fill((byte)'\n');
            _left -= count;
            return ValueTask.FromResult(count);
        }
    }
}

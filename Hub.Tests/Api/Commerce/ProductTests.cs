using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Hub.Core.Storage;
using Hub.Tests.Support;

namespace Hub.Tests.Api.Commerce;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ProductTests(StorageKind kind) : HubTest(kind)
{
    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, .. new byte[17]];

    [Test]
    [CancelAfter(60_000)]
    public async Task A_product_is_made_found_without_accents_changed_and_taken_away_with_its_picture(CancellationToken cancellation)
    {
        using var bytes = new ByteArrayContent(Picture);
        using var uploaded = await Host.Client.PostAsync("/api/v1/attachments?fileName=ao.png", bytes, cancellation);
        var picture = (await HubHost.Json(uploaded)).GetProperty("id").GetGuid();
        using var created = await Make(new { code = "ÁO-01", name = "Áo dài đỏ", price = 450_000, pictureId = picture }, cancellation);
        using var same = await Make(new { code = "ao-01", name = "Khác", price = 1 }, cancellation);
        using var stolen = await Make(new { code = "AO-02", name = "Khác", price = 1, pictureId = picture }, cancellation);
        using var wrong = await Make(new { code = " ", price = 0.5 }, cancellation);
        using var cents = await Make(new { code = "AO-03", name = "Lẻ", price = 0.5 }, cancellation);
        var path = $"/api/v1/products/{(await HubHost.Json(created)).GetProperty("id").GetString()}";

        await same.IsProblem(HttpStatusCode.Conflict, "already_exists");
        await stolen.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "pictureId");
        await wrong.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "code");
        await wrong.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "name");
        await cents.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "price");
        var found = (await Host.Items("/api/v1/products?q=do ao dai", 1, cancellation))[0];
        Assert.That((found.GetProperty("pictureId").GetGuid(), found.GetProperty("isActive").GetBoolean()), Is.EqualTo((picture, true)));

        using var off = await Host.Client.PatchAsJsonAsync(path, new { isActive = false, pictureId = Guid.Empty }, cancellation);
        using var gone = await Host.Client.GetAsync($"/api/v1/attachments/{picture}", cancellation);
        Assert.That((await HubHost.Json(off)).GetProperty("pictureId").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(gone.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await Host.Client.GetStringAsync("/api/v1/products?active=true&q=ao-01", cancellation), Does.Contain("\"items\":[]"));
        using var deleted = await Host.Client.DeleteAsync(path, cancellation);
        using var again = await Host.Client.DeleteAsync(path, cancellation);
        Assert.That((deleted.StatusCode, again.StatusCode), Is.EqualTo((HttpStatusCode.NoContent, HttpStatusCode.NotFound)));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_file_of_products_is_taken_row_by_row_and_what_is_wrong_is_named(CancellationToken cancellation)
    {
        const string file = """
            Mã hàng;Tên;Giá;Đang bán;Màu
            QJ-1;Quần jean;350.000đ;có;xanh
            QJ-2;Quần kaki;abc;có;
            ;Không mã;100k;;
            qj-1;Trùng;1;;
            QJ-3;;100k;;
            QJ-4;Quần short;1tr2;không;
            """;
        var rehearsed = await Import(file, dryRun: true, cancellation);
        Assert.That(await Host.Client.GetStringAsync("/api/v1/products?q=quan", cancellation), Does.Contain("\"items\":[]"));
        var done = await Import(file, dryRun: false, cancellation);
        var again = await Import(file.Replace("350.000đ", "360k", StringComparison.Ordinal), dryRun: false, cancellation);
        using var broken = await Post("tên\nÁo\n", dryRun: false, cancellation);

        Assert.That(Counts(rehearsed), Is.EqualTo((6, 2, 0, 0, 4)));
        Assert.That(Counts(done), Is.EqualTo((6, 2, 0, 0, 4)));
        Assert.That(Counts(again), Is.EqualTo((6, 0, 1, 1, 4)));
        Assert.That(
            done.GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("line").GetInt32()} {error.GetProperty("field").GetString()}"),
            Is.EqualTo(new[] { "1 Màu", "3 price", "4 code", "5 code", "6 name" }).AsCollection);
        Assert.That(
            (await Host.Items("/api/v1/products?q=qj", 2, cancellation)).Select(row => (row.GetProperty("code").GetString(), row.GetProperty("price").GetDecimal())),
            Is.EquivalentTo(new (string?, decimal)[] { ("QJ-1", 360_000), ("QJ-4", 1_200_000) }));
        await broken.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "line 1");
    }

    private static (int, int, int, int, int) Counts(JsonElement answer) => (
        answer.GetProperty("rows").GetInt32(), answer.GetProperty("created").GetInt32(), answer.GetProperty("updated").GetInt32(),
        answer.GetProperty("unchanged").GetInt32(), answer.GetProperty("failed").GetInt32());

    private async Task<JsonElement> Import(string file, bool dryRun, CancellationToken cancellation)
    {
        using var answer = await Post(file, dryRun, cancellation);
        return await HubHost.Json(answer);
    }

    private Task<HttpResponseMessage> Post(string file, bool dryRun, CancellationToken cancellation) => Host.Client.PostAsync(
        $"/api/v1/products/import?dryRun={(dryRun ? "true" : "false")}", new StringContent(file, Encoding.UTF8, "text/csv"), cancellation);

    private Task<HttpResponseMessage> Make(object body, CancellationToken cancellation) =>
        Host.Client.PostAsJsonAsync("/api/v1/products", body, cancellation);
}

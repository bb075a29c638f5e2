using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Conversations;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class CannedReplyTests(StorageKind kind) : HubTest(kind)
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 1, 2, 3];

    [Test]
    [CancelAfter(60_000)]
    public async Task Its_pictures_are_sent_as_often_as_one_likes(CancellationToken cancellation)
    {
        var account = await Host.Connect("canned");
        await Host.Receive("canned", ("canned-1", "u1", "size nào vừa ạ"));
        var thread = (await Host.Items($"/api/v1/conversations?connectionId={account}", 1, cancellation))[0].GetProperty("id").GetString();
        var reply = await Made(new { shortcut = "size", text = "", attachments = new[] { await Upload("size.png", cancellation) } }, cancellation);

        for (var i = 0; i < 2; i++)
        {
            using var copied = await Host.Client.PostAsync($"/api/v1/canned-replies/{reply}/uploads", null, cancellation);
            var upload = (await HubHost.Json(copied)).GetProperty("items")[0].GetProperty("id").GetString();
            using var sent = await Host.Client.PostAsJsonAsync($"/api/v1/conversations/{thread}/messages", new { attachments = new[] { upload } }, cancellation);
            Assert.That(sent.StatusCode, Is.EqualTo(HttpStatusCode.Accepted), await sent.Content.ReadAsStringAsync(cancellation));
        }

        await HubHost.Until(() => Task.FromResult(Host.Connector.Sent.Count), count => count == 2, cancellation);
        Assert.That(Host.Connector.Sent.Select(part => part.Media.Single().Bytes.ToArray()), Is.All.EqualTo(Png));
        Assert.That((await Card(reply, cancellation)).GetProperty("attachments").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_change_keeps_the_files_that_it_names_and_the_others_are_gone(CancellationToken cancellation)
    {
        var (first, second) = (await Upload("1.png", cancellation), await Upload("2.png", cancellation));
        var reply = await Made(new { shortcut = "bang-gia", text = "Bảng giá", attachments = new[] { first, second } }, cancellation);

        using var untouched = await Change(reply, new { text = "Bảng giá mới" }, cancellation);
        using var dropped = await Change(reply, new { attachments = new[] { second } }, cancellation);
        using var taken = await Host.Client.PostAsJsonAsync(
            "/api/v1/canned-replies", new { shortcut = "khac", text = "x", attachments = new[] { second } }, cancellation);
        using var gone = await Host.Client.GetAsync($"/api/v1/attachments/{first}", cancellation);

        Assert.That((await HubHost.Json(untouched)).GetProperty("attachments").GetArrayLength(), Is.EqualTo(2));
        Assert.That((await HubHost.Json(dropped)).GetProperty("attachments")[0].GetProperty("fileName").GetString(), Is.EqualTo("2.png"));
        await taken.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "attachments");
        await gone.IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task It_never_ends_without_words_and_files(CancellationToken cancellation)
    {
        var picture = await Upload("3.png", cancellation);
        var wordless = await Made(new { shortcut = "anh", text = "", attachments = new[] { picture } }, cancellation);
        var reply = await Made(new { shortcut = "chu", text = "Chữ", attachments = new[] { await Upload("4.png", cancellation) } }, cancellation);

        using var nothing = await Host.Client.PostAsJsonAsync("/api/v1/canned-replies", new { shortcut = "trong", text = " " }, cancellation);
        using var stripped = await Change(wordless, new { attachments = Array.Empty<string>() }, cancellation);
        using var pictureOnly = await Change(reply, new { text = "" }, cancellation);

        await nothing.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "text");
        await stripped.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "text");
        Assert.That((await Card(wordless, cancellation)).GetProperty("attachments").GetArrayLength(), Is.EqualTo(1));
        Assert.That((await HubHost.Json(pictureOnly)).GetProperty("text").GetString(), Is.Empty);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task With_the_reply_its_files_go_and_until_then_everybody_who_writes_may_see_them(CancellationToken cancellation)
    {
        var file = await Upload("ship.png", cancellation);
        var reply = await Made(new { shortcut = "ship", text = "Phí ship", attachments = new[] { file } }, cancellation);
        using var agent = await Host.SignIn(BuiltInRoles.Agent.Id);
        using var stranger = await Host.OtherWorkspace();

        using var seen = await agent.Client.GetAsync($"/api/v1/attachments/{file}", cancellation);
        using var foreign = await stranger.PostAsync($"/api/v1/canned-replies/{reply}/uploads", null, cancellation);
        using var empty = await Host.Client.PostAsJsonAsync("/api/v1/canned-replies", new { shortcut = "rong", text = " " }, cancellation);
        using (await Host.Client.DeleteAsync($"/api/v1/canned-replies/{reply}", cancellation))
            Assert.That(
                await Host.Store.Read(null, db => db.AttachmentBytes.CountAsync(row => row.Id == Guid.Parse(file), cancellation)), Is.Zero);

        Assert.That(seen.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await foreign.IsProblem(HttpStatusCode.NotFound, "not_found");
        await empty.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "text");
    }

    private async Task<string> Upload(string name, CancellationToken cancellation)
    {
        using var answer = await Host.Client.PostAsync($"/api/v1/attachments?fileName={name}", new ByteArrayContent(Png), cancellation);
        return (await HubHost.Json(answer)).GetProperty("id").GetString()!;
    }

    private async Task<string> Made(object reply, CancellationToken cancellation)
    {
        using var answer = await Host.Client.PostAsJsonAsync("/api/v1/canned-replies", reply, cancellation);
        return (await HubHost.Json(answer)).GetProperty("id").GetString()!;
    }

    private Task<HttpResponseMessage> Change(string id, object change, CancellationToken cancellation) =>
        Host.Client.PatchAsJsonAsync($"/api/v1/canned-replies/{id}", change, cancellation);

    private async Task<JsonElement> Card(string id, CancellationToken cancellation) =>
        (await Host.Items("/api/v1/canned-replies", 1, cancellation)).Single(item => item.GetProperty("id").GetString() == id);
}

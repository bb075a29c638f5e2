using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Hub.Core.Deliveries;
using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>People of the shop at work: all that they write down, look for and sign in with is a canary.</summary>
internal sealed class Colleagues(Stage stage)
{
    private const string Reason = "canaryreason";
    private const string Mail = "canarymail";
    private readonly List<string> _secrets = [];

    /// <summary>Of words and secrets that belong to people, and may lie in the database only.</summary>
    public IEnumerable<string> Canaries =>
    [
        .. _secrets, Reason, Mail, "canarynote", "canarysearch", "canaryabout", "canarycsv", "canaryreply", "canarypassword", "canaryview", "canarytry",
    ];

    /// <summary>Why a person set a delivery aside stands with the delivery.</summary>
    public static bool MayStand(string canary, string place) => canary == Reason && place == "delivery rows";

    public async Task Work(CancellationToken cancellation)
    {
        var conversation = await stage.Read(db => db.Conversations.OrderBy(row => row.Id).FirstAsync(cancellation));
        await Post($"conversations/{conversation.Id}/notes", new { text = "canarynote gọi lại sau 5 giờ" }, cancellation);
        await Post("canned-replies", new { shortcut = "canaryreply", text = "canaryreply chào chị" }, cancellation);
        await Post("views", new { name = "canaryview", query = new { q = "canaryview" } }, cancellation);
        await Post("contacts/import", new StringContent("name,phone\ncanarycsv Hoa,0912000333\ncanarycsv Mai,no\n", Encoding.UTF8, "text/csv"), cancellation);
        using (var changed = await stage.Api.PatchAsJsonAsync($"/api/v1/contacts/{conversation.ContactId}", new { notes = "canaryabout thích màu đỏ" }, cancellation))
            await HubHost.Json(changed);
        foreach (var kind in (string[])["messages", "contacts", "orders", "conversations"])
            await stage.Api.GetFromJsonAsync<JsonElement>($"/api/v1/search?q=canarysearch&kind={kind}", cancellation);
        await stage.Api.GetFromJsonAsync<JsonElement>("/api/v1/conversations?q=canarysearch", cancellation);
        await Skip(cancellation);
        await SignIn(cancellation);
    }

    private async Task Skip(CancellationToken cancellation)
    {
        var delivery = await stage.Read(db => db.Deliveries
            .Where(row => row.State == DeliveryState.Dead || row.State == DeliveryState.Unknown).Select(row => row.Id).FirstAsync(cancellation));
        using var skipped = await stage.Api.PostAsJsonAsync($"/api/v1/deliveries/{delivery}/skip", new { reason = Reason }, cancellation);
        Assert.That(skipped.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
    }

    // By invitation, with a password and an authenticator app; and whatever can be wrong with these.
    private async Task SignIn(CancellationToken cancellation)
    {
        var invited = await Post("members", new { email = $"{Mail}@example.com", name = "Lan", roleId = BuiltInRoles.Agent.Id }, cancellation);
        var token = invited.GetProperty("invitationUrl").GetString()!.Split("token=")[1];
        using var browser = FakeVendor.Client();
        browser.BaseAddress = stage.Address;
        browser.DefaultRequestHeaders.Add("X-Hub-Csrf", "1");
        using (var shown = await browser.GetAsync($"/api/v1/invitations/{token}", cancellation))
            await HubHost.Json(shown);
        using (var accepted = await browser.PostAsJsonAsync($"/api/v1/invitations/{token}/acceptance", new { name = "Lan", password = "canarypassword số một" }, cancellation))
            Keep(browser, accepted);
        using (var over = await browser.GetAsync($"/api/v1/invitations/{token}", cancellation))
            Assert.That(over.StatusCode, Is.EqualTo(HttpStatusCode.Gone));
        using (var proposed = await browser.PostAsync("/api/v1/session/totp", null, cancellation))
        {
            var secret = (await HubHost.Json(proposed)).GetProperty("secret").GetString()!;
            using var confirmed = await browser.PostAsJsonAsync("/api/v1/session/totp/confirm", new { code = Totp.Code(secret) }, cancellation);
            _secrets.AddRange([token, secret, .. (await HubHost.Json(confirmed)).GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!)]);
            Keep(browser, confirmed);
        }

        using (var changed = await browser.PostAsJsonAsync(
            "/api/v1/session/password", new Dictionary<string, string> { ["current"] = "canarypassword số một", ["new"] = "canarypassword số hai" }, cancellation))
            Keep(browser, changed);
        foreach (var (password, code) in new (string, string?)[] { ("canarytry", null), ("canarypassword số hai", "canarytry"), ("canarypassword số hai", _secrets[^1]) })
            using (await stage.Api.PostAsJsonAsync("/api/v1/session", new { email = $"{Mail}@example.com", password, totp = code }, cancellation))
            {
            }

        using (await browser.PostAsJsonAsync("/api/v1/session/token", new { token = "canarytry" }, cancellation))
        using (var done = await browser.DeleteAsync("/api/v1/session", cancellation))
            Assert.That(done.IsSuccessStatusCode, Is.True);
    }

    // As a browser does with a cookie.
    private void Keep(HttpClient browser, HttpResponseMessage answer)
    {
        Assert.That(answer.IsSuccessStatusCode, Is.True);
        if (!answer.Headers.TryGetValues("Set-Cookie", out var cookies))
            return;
        var cookie = cookies.Single().Split(';')[0];
        _secrets.Add(cookie.Split('=', 2)[1]);
        browser.DefaultRequestHeaders.Remove("Cookie");
        browser.DefaultRequestHeaders.Add("Cookie", cookie);
    }

    private Task<JsonElement> Post(string path, object body, CancellationToken cancellation) => Post(path, JsonContent.Create(body), cancellation);

    private async Task<JsonElement> Post(string path, HttpContent body, CancellationToken cancellation)
    {
        using var answer = await stage.Api.PostAsync($"/api/v1/{path}", body, cancellation);
        return await HubHost.Json(answer);
    }
}

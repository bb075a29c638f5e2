using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Hub.Tests.Sandbox;

sealed class ZaloTests : SandboxTest
{
    const string Send = "/zalo/v3.0/oa/message/cs";
    const string Person = "5000000000000000001";
    static readonly (string, string) Token = ("access_token", "sandbox-zalo-access");

    [Test, CancelAfter(20_000)]
    public async Task A_sent_text_counts_against_the_free_replies_and_comes_back_as_echo(CancellationToken cancellationToken)
    {
        await HappensAsync(new { platform = "zalo", from = Person, text = "Chào shop" });

        var (_, answer) = await PostAsync(Send, Body("Dạ"), Token);

        Assert.That(((int)answer["error"]!, (string?)answer["data"]!["quota"]!["remain"]), Is.EqualTo((0, "7")));
        var arrived = await Hub.UntilAsync(all => all.Any(a => a.Text.Contains("oa_send_text")), cancellationToken);
        var echo = JsonNode.Parse(arrived.Single(a => a.Text.Contains("oa_send_text")).Text)!;
        Assert.That((string)echo["message"]!["msg_id"]!, Is.EqualTo((string)answer["data"]!["message_id"]!));
    }

    [TestCase(47, 0)]
    [TestCase(49, -230)]
    public async Task The_window_is_48_hours(int hours, int code)
    {
        await HappensAsync(new { platform = "zalo", from = Person, text = "hi", ageSeconds = hours * 3600 });

        Assert.That((int)(await PostAsync(Send, Body("x"), Token)).Body["error"]!, Is.EqualTo(code));
    }

    [TestCase("""{"recipient":{"user_id":"5000000000000000001"},"message":{}}""")]
    [TestCase("""{"recipient":{"user_id":"5000000000000000001"},"message":{"text":""}}""")]
    [TestCase("""{"recipient":{"user_id":"5000000000000000001"},"message":{"text":"x","metadata":"y"}}""")]
    [TestCase("""{"recipient":{"user_id":"7"},"message":{"text":"x"}}""")]
    [TestCase("""{"recipient":{"user_id":"5000000000000000001"},"message":{"attachment":{"type":"file"}}}""")]
    [TestCase("""{"message":{"text":"x"}}""")]
    public async Task Wrong_bodies_and_strangers_are_refused_with_200_and_a_code(string body)
    {
        await HappensAsync(new { platform = "zalo", from = Person, text = "hi" });

        var (status, answer) = await PostAsync(Send, JsonNode.Parse(body)!, Token);

        Assert.That((status, (int)answer["error"]!), Is.EqualTo((200, -201)));
    }

    [Test]
    public async Task An_unknown_token_is_refused() =>
        Assert.That((int)(await PostAsync(Send, Body("x"), ("access_token", "another"))).Body["error"]!, Is.EqualTo(-216));

    [Test]
    public async Task A_refresh_token_works_once_and_a_second_use_is_told_from_an_unknown_one()
    {
        var first = await TokenAsync("refresh_token", "sandbox-zalo-refresh");

        Assert.That((string?)first["refresh_token"], Is.Not.Null.And.Not.EqualTo("sandbox-zalo-refresh"));
        Assert.That((string?)first["expires_in"], Is.EqualTo("90000"));
        Assert.That((int)(await TokenAsync("refresh_token", "sandbox-zalo-refresh"))["error"]!, Is.EqualTo(-14020));
        Assert.That((int)(await TokenAsync("refresh_token", "unknown"))["error"]!, Is.EqualTo(-14019));
        Assert.That((string?)(await TokenAsync("refresh_token", (string)first["refresh_token"]!))["access_token"], Is.Not.Null);
    }

    [TestCase("right-verifier", true)]
    [TestCase("another", false)]
    public async Task A_code_needs_the_key_that_its_page_was_asked_with(string verifier, bool works)
    {
        var challenge = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData("right-verifier"u8.ToArray())).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var page = $"/zalo/v4/oa/permission?app_id=4000500060007000800&state=s&code_challenge={challenge}&redirect_uri={Uri.EscapeDataString(Hub.Address + "cb")}";
        using var browser = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = Http.BaseAddress };
        using var form = new FormUrlEncodedContent([new("account", "500600700800900100"), new("decision", "allow")]);
        using var back = await browser.PostAsync(page, form);
        var code = QueryHelpers.ParseQuery(back.Headers.Location!.Query)["code"].ToString();

        var answer = await TokenAsync("authorization_code", code, verifier);

        Assert.That(answer["access_token"] is not null, Is.EqualTo(works));
    }

    async Task<JsonNode> TokenAsync(string grant, string value, string? verifier = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/zalo/v4/oa/access_token")
        {
            Content = new FormUrlEncodedContent(
            [
                new("app_id", "4000500060007000800"), new("grant_type", grant), new(grant == "refresh_token" ? grant : "code", value),
                .. verifier is null ? Array.Empty<KeyValuePair<string, string>>() : [new("code_verifier", verifier)],
            ]),
        };
        request.Headers.Add("secret_key", "sandbox-zalo-secret");
        using var response = await Http.SendAsync(request);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    static object Body(string text) => new { recipient = new { user_id = Person }, message = new { text } };
}

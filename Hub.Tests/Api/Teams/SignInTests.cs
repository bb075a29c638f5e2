using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Core.Storage;
using Hub.Tests.Support;

namespace Hub.Tests.Api.Teams;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class SignInTests(StorageKind kind)
{
    private const string Email = "owner@example.com";
    private const string Password = "một con mèo 12";
    private const int Tries = 15;
    private HubHost _hub = null!;

    [SetUp]
    public async Task Start() => _hub = await HubHost.Start(
        kind, $"--Hub:BootstrapOwnerEmail={Email}", $"--Hub:BootstrapOwnerPassword={Password}", $"--Hub:SignInsPerMinute={Tries}");

    [TearDown]
    public async Task Stop()
    {
        if (_hub is not null)
            await _hub.DisposeAsync();
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_member_signs_in_and_out_by_a_cookie_that_no_script_can_read(CancellationToken cancellation)
    {
        using var answer = await SignIn(Password, cancellation);
        var session = await HubHost.Json(answer);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        using var browser = _hub.ClientOf(Token(answer));

        Assert.That(cookie, Does.Contain("httponly").And.Contain("samesite=lax").And.Not.Contain("secure"));
        Assert.That(session.GetProperty("member").GetProperty("email").GetString(), Is.EqualTo(Email));
        Assert.That(session.GetProperty("member").GetProperty("permissions").EnumerateArray().Select(item => item.GetString()), Does.Contain("members.manage"));
        Assert.That(await HubHost.Status(browser, "/api/v1/session", cancellation), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await HubHost.Status(browser, "/api/v1/connections", cancellation), Is.EqualTo(HttpStatusCode.OK));

        using (await browser.DeleteAsync("/api/v1/session", cancellation))
        using (var after = await browser.GetAsync("/api/v1/session", cancellation))
            await after.IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_write_with_the_cookie_needs_the_header_that_other_sites_cannot_set(CancellationToken cancellation)
    {
        using var answer = await SignIn(Password, cancellation);
        using var browser = _hub.ClientOf(Token(answer));
        browser.DefaultRequestHeaders.Remove("X-Hub-Csrf");

        using var write = await browser.PostAsJsonAsync("/api/v1/keyword-lists", new { name = "x" }, cancellation);

        await write.IsProblem(HttpStatusCode.Forbidden, "csrf");
        Assert.That(await HubHost.Status(browser, "/api/v1/keyword-lists", cancellation), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Wrong_passwords_lock_the_account_for_the_right_one_too(CancellationToken cancellation)
    {
        using (var nobody = await _hub.Stranger.PostAsJsonAsync("/api/v1/session", new { email = "nobody@example.com", password = "whatever it is" }, cancellation))
            await nobody.IsProblem(HttpStatusCode.Unauthorized, "wrong_sign_in");
        for (var i = 0; i < 4; i++)
            using (var wrong = await SignIn("not the password", cancellation))
                await wrong.IsProblem(HttpStatusCode.Unauthorized, "wrong_sign_in");

        using var fifth = await SignIn("not the password", cancellation);
        using var right = await SignIn(Password, cancellation);

        await fifth.IsProblem(HttpStatusCode.Locked, "locked_out");
        await right.IsProblem(HttpStatusCode.Locked, "locked_out");
        Assert.That(right.Headers.RetryAfter!.Delta, Is.GreaterThan(TimeSpan.FromMinutes(4)));
        Assert.That(_hub.Log.Lines, Has.None.Contains(Password).And.None.Contains("not the password"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task An_address_that_nobody_has_locks_like_one_that_somebody_has(CancellationToken cancellation)
    {
        var answers = new List<(HttpStatusCode Nobodys, HttpStatusCode Owners)>();
        for (var i = 0; i < 6; i++)
        {
            using var nobodys = await _hub.Stranger.PostAsJsonAsync(
                "/api/v1/session", new { email = i % 2 == 0 ? "nobody@example.com" : " NOBODY@example.com", password = "not the password" }, cancellation);
            using var owners = await SignIn("not the password", cancellation);
            answers.Add((nobodys.StatusCode, owners.StatusCode));
        }

        Assert.That(answers.Select(pair => pair.Nobodys), Is.EqualTo(answers.Select(pair => pair.Owners)).AsCollection);
        Assert.That(answers[^1].Nobodys, Is.EqualTo(HttpStatusCode.Locked));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Whoever_tries_too_often_has_to_wait(CancellationToken cancellation)
    {
        for (var i = 0; i < Tries; i++)
            using (await _hub.Stranger.PostAsJsonAsync("/api/v1/session", new { email = "nobody@example.com", password = "x" }, cancellation))
            {
            }

        using var waits = await _hub.Stranger.PostAsJsonAsync("/api/v1/session", new { email = "Nobody@example.com ", password = "x" }, cancellation);
        using var other = await SignIn(Password, cancellation);

        await waits.IsProblem(HttpStatusCode.TooManyRequests, "too_many_requests");
        Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.OK), "another account is not held up");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_second_factor_is_asked_for_and_each_code_is_good_once(CancellationToken cancellation)
    {
        using var first = await SignIn(Password, cancellation);
        var (secret, recovery, browser) = await SetTotpUp(Token(first), cancellation);
        using var owned = browser;

        using (var without = await SignIn(Password, cancellation))
            await without.IsProblem(HttpStatusCode.Unauthorized, "totp_required");
        using (var wrong = await SignIn(Password, cancellation, "000000"))
            await wrong.IsProblem(HttpStatusCode.Unauthorized, "wrong_sign_in");
        var code = Totp.Code(secret, 1);
        using (var with = await SignIn(Password, cancellation, code))
            Assert.That(with.StatusCode, Is.EqualTo(HttpStatusCode.OK), await with.Content.ReadAsStringAsync(cancellation));
        using (var again = await SignIn(Password, cancellation, code))
            await again.IsProblem(HttpStatusCode.Unauthorized, "wrong_sign_in");
        using (var spare = await SignIn(Password, cancellation, recovery[0].ToLowerInvariant()))
            Assert.That(spare.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using (var spent = await SignIn(Password, cancellation, recovery[0]))
            await spent.IsProblem(HttpStatusCode.Unauthorized, "wrong_sign_in");

        using (var off = await browser.PostAsJsonAsync("/api/v1/session/totp/removal", new { password = Password }, cancellation))
            Assert.That(off.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using (var plain = await SignIn(Password, cancellation))
            Assert.That(plain.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_new_password_ends_the_other_sessions_and_gives_this_one_a_new_token(CancellationToken cancellation)
    {
        using var here = await SignIn(Password, cancellation);
        using var there = await SignIn(Password, cancellation);
        using var browser = _hub.ClientOf(Token(here));
        using var other = _hub.ClientOf(Token(there));
        using (var weak = await browser.PostAsJsonAsync("/api/v1/session/password", new Dictionary<string, string> { ["current"] = Password, ["new"] = "password123" }, cancellation))
            await weak.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "new");
        using (var guess = await browser.PostAsJsonAsync("/api/v1/session/password", new Dictionary<string, string> { ["current"] = "no", ["new"] = "a good long one 1" }, cancellation))
            await guess.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "current");

        using var changed = await browser.PostAsJsonAsync(
            "/api/v1/session/password", new Dictionary<string, string> { ["current"] = Password, ["new"] = "a good long one 1" }, cancellation);
        using var renewed = _hub.ClientOf(Token(changed));

        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await HubHost.Status(browser, "/api/v1/session", cancellation), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await HubHost.Status(other, "/api/v1/session", cancellation), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await HubHost.Status(renewed, "/api/v1/session", cancellation), Is.EqualTo(HttpStatusCode.OK));
        using (var old = await SignIn(Password, cancellation))
            await old.IsProblem(HttpStatusCode.Unauthorized, "wrong_sign_in");
        using (var @new = await SignIn("a good long one 1", cancellation))
            Assert.That(@new.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Own_sessions_are_listed_and_ended_one_by_one_or_all_but_this(CancellationToken cancellation)
    {
        using var first = await SignIn(Password, cancellation);
        using var second = await SignIn(Password, cancellation);
        using var third = await SignIn(Password, cancellation);
        using var browser = _hub.ClientOf(Token(first));
        using var other = _hub.ClientOf(Token(second));
        using var another = _hub.ClientOf(Token(third));
        var sessions = (await browser.GetFromJsonAsync<JsonElement>("/api/v1/sessions", cancellation)).GetProperty("items").EnumerateArray().ToList();
        var newest = sessions[0].GetProperty("id").GetString();

        Assert.That(sessions.Select(item => item.GetProperty("isCurrent").GetBoolean()), Is.EqualTo(new[] { false, false, true }));
        using (var ended = await browser.DeleteAsync($"/api/v1/sessions/{newest}", cancellation))
            Assert.That(ended.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(await HubHost.Status(another, "/api/v1/session", cancellation), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await HubHost.Status(other, "/api/v1/session", cancellation), Is.EqualTo(HttpStatusCode.OK));
        using (await browser.DeleteAsync("/api/v1/sessions", cancellation))
            Assert.That(await HubHost.Status(other, "/api/v1/session", cancellation), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await HubHost.Status(browser, "/api/v1/session", cancellation), Is.EqualTo(HttpStatusCode.OK));
    }

    private async Task<(string Secret, List<string> Recovery, HttpClient Browser)> SetTotpUp(string session, CancellationToken cancellation)
    {
        using var before = _hub.ClientOf(session);
        using var proposed = await before.PostAsync("/api/v1/session/totp", null, cancellation);
        var secret = (await HubHost.Json(proposed)).GetProperty("secret").GetString()!;
        using (var wrong = await before.PostAsJsonAsync("/api/v1/session/totp/confirm", new { code = "123" }, cancellation))
            await wrong.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "code");
        using var confirmed = await before.PostAsJsonAsync("/api/v1/session/totp/confirm", new { code = Totp.Code(secret) }, cancellation);
        var codes = (await HubHost.Json(confirmed)).GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!).ToList();
        Assert.That(codes, Has.Count.EqualTo(10));
        return (secret, codes, _hub.ClientOf(Token(confirmed)));
    }

    private Task<HttpResponseMessage> SignIn(string password, CancellationToken cancellation, string? totp = null) =>
        _hub.Stranger.PostAsJsonAsync("/api/v1/session", new { email = Email, password, totp }, cancellation);

    private static string Token(HttpResponseMessage answer) =>
        answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=', 2)[1];
}

using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Hub.Tests.Web;

/// <summary>What people are told of what they did to a connected account, and what they find to go on with.</summary>
[TestFixture("vi")]
[TestFixture("en")]
public sealed partial class ConnectionDeedTests(string language) : WebTest
{
    private const string Account = "TikTok Hoa Mai";
    private readonly AppTexts _says = new(language);
    private Guid? _zalo;

    private string Form(int count) => count == 1 && language == "en" ? "one" : "other";

    private string Begin => _says["connections:grant.begin", ("name", language == "vi" ? "Tin nhắn TikTok" : "TikTok direct messages")];

    [SetUp]
    public Task AllIsWell() => Faults(new { });

    [Test]
    public async Task That_an_account_was_connected_is_told_beside_its_page()
    {
        var owner = await SignIn(kind: new VisitorKind(language));
        await owner.Settle("/connections/new/tiktok");
        await owner.Button(Begin).ClickAsync();
        await owner.Page.GetByLabel("Second Shop (sandbox-tiktok-second)").CheckAsync();
        await owner.Button("Allow").ClickAsync();
        await owner.Field(_says["connections:field.name"]).FillAsync("TikTok hai");
        await owner.Button(_says[$"connections:grant.connect_{Form(1)}", ("count", 1)]).ClickAsync();

        await Sees(Told(_says[$"connections:grant.connected_{Form(1)}", ("count", 1)]));
        await Sees(owner.Heading("TikTok hai"));

        ILocator Told(string text) => owner.Page.GetByRole(AriaRole.Status).GetByText(text, new() { Exact = true });
    }

    [Test]
    public async Task What_was_refused_on_the_platforms_page_is_tried_again_where_it_was_begun([Values] bool isNew)
    {
        var page = isNew ? "/connections/new/tiktok" : $"/connections/{await TikTok()}";
        var owner = await SignIn(kind: new VisitorKind(language));
        await owner.Settle(page);
        await (isNew ? owner.Button(Begin).ClickAsync() : Again(owner));
        await owner.Button("Deny").ClickAsync();

        await owner.Link(_says["connections:grant.tryAgain"]).ClickAsync();

        await Assertions.Expect(owner.Page).ToHaveURLAsync(new Regex($"{Regex.Escape(page)}$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Sees(owner.Button(isNew ? Begin : _says["connections:grant.againNamed", ("name", Account)]));
    }

    [Test]
    public async Task A_revoke_that_fails_is_tried_again_until_the_receipt_says_that_it_is_done()
    {
        var connection = await TikTok();
        var owner = await SignIn(kind: new VisitorKind(language));
        await Faults(new { rules = new[] { new { platform = "tiktok", operation = "oauth2/revoke", kind = "serverError", next = 2 } } });
        await owner.Settle($"/connections/{connection}");
        await owner.Button(_says["connections:disconnect.do"]).ClickAsync();
        await owner.Page.GetByLabel(_says["connections:disconnect.understood"]).CheckAsync();
        await owner.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = _says["connections:disconnect.do"], Exact = true }).ClickAsync();

        await Sees(owner.Page.GetByRole(AriaRole.Status).GetByText(_says["connections:disconnect.pending"]));
        await Sees(owner.Text(_says["connections:receipt.step.pending"]));
        await Sees(owner.Page.GetByText(_says["connections:receipt.step.done"])); // nobody has pressed anything
        await Sees(owner.Text(_says["connections:receipt.isSettled"]));
        await SeesNo(owner.Text(_says["connections:receipt.step.pending"]));
    }

    [Test]
    public async Task A_subscription_that_others_live_on_is_called_the_same_by_its_state_and_by_the_receipt()
    {
        var connection = await Disconnected();
        var owner = await SignIn(kind: new VisitorKind(language));
        await owner.Settle($"/connections/{connection}");

        await Assertions.Expect(owner.Page.GetByText(_says["connections:subscription.state.shared"])).ToHaveCountAsync(1 + await Ends(connection)); // one state, and a receipt for each end
        Assert.That(await Subscription(connection), Is.EqualTo("shared"));
    }

    [Test]
    public async Task A_receipt_is_kept_under_the_language_that_it_is_in()
    {
        var connection = await Disconnected();
        var owner = await SignIn(kind: new VisitorKind(language));
        await owner.Settle($"/connections/{connection}");

        foreach (var (id, name) in new[] { ("vi", "Tiếng Việt"), ("en", "English") })
        {
            var file = await owner.Page.RunAndWaitForDownloadAsync(() => owner.Link(_says["page:receipt.download", ("language", name)]).First.ClickAsync());
            Assert.That(ReceiptName.Match(file.SuggestedFilename).Groups["language"].Value, Is.EqualTo(id), file.SuggestedFilename);
        }
    }

    [Test]
    public async Task A_receipt_among_all_leads_to_its_connection()
    {
        var connection = await Disconnected();
        var owner = await SignIn(kind: new VisitorKind(language));
        await owner.Settle("/settings/receipts?of=accounts");

        await owner.Link(Account).First.ClickAsync();

        await Sees(owner.Heading(Account));
        Assert.That(owner.Page.Url, Does.EndWith($"/connections/{connection}"));
    }

    [TestCase(40, "good", 39)]
    [TestCase(6, "urgent", 5)]
    [TestCase(2, "urgent", 1)]
    [TestCase(-1, "lapsed", 0)]
    public async Task The_calendar_says_how_many_days_are_left_what_stops_and_how_to_go_on(int days, string state, int left)
    {
        await Shop.Patch($"/connections/{await Zalo()}", new
        {
            credentials = new { accessToken = "sandbox-zalo-access", refreshToken = "sandbox-zalo-refresh", refreshExpiresAt = Shop.Store.Now.AddDays(days).AddMinutes(-5) },
        });
        var owner = await SignIn(kind: new VisitorKind(language));
        await owner.Settle("/connections");
        var isOver = state == "lapsed";
        var badge = _says[$"connections:tokens.state.{(isOver ? state : $"{state}_{Form(left)}")}", ("count", left)];
        var stops = language == "vi" ? "Tin nhắn mới không vào được nữa và câu trả lời không gửi đi được." : "New messages no longer come in, and answers no longer go out.";
        var row = owner.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Zalo Hoa Mai" }).Filter(new() { Has = owner.Text(badge) });

        await Sees(row);
        await Sees(row.GetByText(_says[isOver ? "connections:tokens.stopped" : "connections:tokens.stops", ("what", stops)]));
        await Assertions.Expect(row.GetByRole(AriaRole.Button)).ToHaveCountAsync(state == "good" ? 0 : 1);
    }

    [Test]
    public async Task A_token_that_the_platform_does_not_know_is_told_at_its_field_and_the_account_goes_on()
    {
        var zalo = await Zalo();
        var owner = await SignIn(kind: new VisitorKind(language));
        await owner.Settle($"/connections/{zalo}");
        var field = owner.Field(_says["connections:field.accessToken"]);
        await field.FillAsync("mistyped");
        await owner.Button(_says["connections:edit.save"]).First.ClickAsync();

        await Assertions.Expect(field).ToHaveAttributeAsync("aria-invalid", "true", new() { Timeout = 30_000 });
        await Sees(owner.Page.GetByText(language == "vi" ? "Nền tảng không nhận mã truy cập này" : "The platform does not know this token"));
        Assert.That((await Shop.Get($"/connections/{zalo}")).GetProperty("state").GetString(), Is.EqualTo("active"));

        await field.FillAsync("sandbox-zalo-access");
        await owner.Button(_says["connections:edit.save"]).First.ClickAsync();
        await Sees(owner.Page.GetByRole(AriaRole.Status).GetByText(_says["connections:edit.done"]));
        await Assertions.Expect(field).ToHaveValueAsync("");
    }

    // It may have been connected, or disconnected, by a test before.
    private async Task<Guid> TikTok()
    {
        var standing = (await Shop.Get("/connections")).GetProperty("items").EnumerateArray()
            .Where(row => row.GetProperty("name").GetString() == Account && row.GetProperty("state").GetString() != "disconnected").ToList();
        if (standing.Count == 0)
            await Faults(new { restoreTokens = new[] { "tiktok" } }); // its end took them away
        var id = (standing is [var one] ? one : await Shop.ConnectTikTok()).GetProperty("id").GetGuid();
        await Until(async () => await Subscription(id) == "stands");
        return id;
    }

    private async Task<Guid> Disconnected()
    {
        var id = await TikTok();
        await Shop.Post($"/connections/{id}/disconnect", new { });
        return id;
    }

    private async Task<Guid> Zalo() => _zalo ??= (await Shop.Post("/connections", new
    {
        connectorId = "zalo",
        name = "Zalo Hoa Mai",
        credentials = new { accessToken = "sandbox-zalo-access", refreshToken = "sandbox-zalo-refresh" },
    })).GetProperty("id").GetGuid();

    private async Task Again(Visitor owner)
    {
        await owner.Button(_says["connections:grant.againNamed", ("name", Account)]).ClickAsync();
        await owner.Button(Begin).ClickAsync();
    }

    private async Task<string?> Subscription(Guid connection) => (await Shop.Get("/connections/health")).GetProperty("items").EnumerateArray()
        .Where(row => row.GetProperty("connectionId").GetGuid() == connection).Select(row => row.GetProperty("subscription"))
        .Select(row => row.ValueKind == JsonValueKind.Object ? row.GetProperty("state").GetString() : null).Single();

    private async Task<int> Ends(Guid connection) => (await Shop.Get($"/connections/{connection}/disconnects")).GetProperty("items").GetArrayLength();

    private async Task Faults(object faults)
    {
        using var answer = await Shop.Platforms.PutAsJsonAsync("/_sandbox/faults", faults);
        answer.EnsureSuccessStatusCode();
    }

    [GeneratedRegex(@"^receipt-\d{8}-[0-9a-f]{32}-(?<language>vi|en)\.txt$", RegexOptions.None, 1000)]
    private static partial Regex ReceiptName { get; }
}

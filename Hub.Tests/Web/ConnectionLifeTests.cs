using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Hub.Tests.Web;

/// <summary>The whole life of a connected account as its owner sees it: authorised, its token renewed, its subscription mended, a customer erased, and ended.</summary>
[TestFixture("vi")]
[TestFixture("en")]
public sealed class ConnectionLifeTests(string language) : WebTest
{
    private const string Account = "TikTok Hoa Mai";
    private const string Lost = "Còn áo đỏ không shop?";
    private readonly AppTexts _says = new(language);

    private string Connector => language == "vi" ? "Tin nhắn TikTok" : "TikTok direct messages";

    [Test]
    public async Task From_the_platforms_page_to_the_receipt()
    {
        var owner = await SignIn(kind: new VisitorKind(language));
        var page = await Authorise(owner);
        await Renew(owner);
        await Mend(owner);
        await ConnectAgain(owner);
        await Erase(owner);
        await owner.Settle(page);
        await Disconnect(owner);
    }

    private async Task<string> Authorise(Visitor owner)
    {
        await owner.Settle("/connections/new/tiktok");
        await owner.Button(_says["connections:grant.begin", ("name", Connector)]).ClickAsync();
        await Sees(owner.Heading("Log in with TikTok"));
        await owner.Button("Allow").ClickAsync();
        await Sees(owner.Page.GetByLabel(_says["connections:field.name"]));
        await owner.Page.ReloadAsync(); // what waits is shown again
        await owner.Field(_says["connections:field.name"]).FillAsync(Account);
        var connect = language == "vi" ? "connections:grant.connect_other" : "connections:grant.connect_one";
        await owner.Button(_says[connect, ("count", 1)]).ClickAsync();
        await Sees(owner.Heading(Account));
        await Until(async () => (await Health()).GetProperty("subscription") is { ValueKind: JsonValueKind.Object } subscription
            && subscription.GetProperty("state").GetString() == "stands");
        return new Uri(owner.Page.Url).PathAndQuery;
    }

    // Nobody presses anything: the platform takes the old token no more, and the hub has a new one when its day comes.
    private async Task Renew(Visitor owner)
    {
        await Faults(new { expireTokens = new[] { "tiktok" } });
        var before = (await Health()).GetProperty("tokenExpiresAt").GetDateTimeOffset();
        await Shop.TokensNearTheirEnd();
        await Until(async () => (await Health()).GetProperty("tokenExpiresAt").GetDateTimeOffset() > before);
        Assert.That(await Shop.Platforms.GetStringAsync("/_sandbox/requests?platform=tiktok"), Does.Contain("oauth2/refresh_token"));
        await Sees(owner.Text(_says["connections:state.active"]));
    }

    // So here: the next look finds the subscription gone, makes it anew, and fetches what was never posted.
    private async Task Mend(Visitor owner)
    {
        await Faults(new { loseSubscriptions = new[] { "tiktok" } });
        await Shop.Customer(new { platform = "tiktok", from = "lan", text = Lost });
        await Shop.SubscriptionsAreLookedAt();
        await Sees(owner.Text(_says["connections:subscription.repaired"]));
        Assert.That((await Shop.First("/conversations")).GetProperty("lastMessage").GetProperty("text").GetString(), Is.EqualTo(Lost),
            "what was never posted was asked for");
        await Check(owner);
    }

    // An optional permission that the app is not approved for sinks the whole request: it has to be left out here too.
    private async Task ConnectAgain(Visitor owner)
    {
        await owner.Button(_says["connections:grant.againNamed", ("name", Account)]).ClickAsync();
        await owner.Page.GetByLabel(_says["connections:grant.optional"]).UncheckAsync();
        await owner.Button(_says["connections:grant.begin", ("name", Connector)]).ClickAsync();
        await Sees(owner.Heading("Log in with TikTok"));
        Assert.That(owner.Page.Url, Does.Contain("message.list.send").And.Not.Contain("user.info.username"));
        await owner.Button("Allow").ClickAsync();
        await Sees(owner.Heading(Account));
        Assert.That(await Shop.Store.Read(null, db => db.Disconnects.CountAsync()), Is.Zero,
            "the platform ends the old tokens before the hub has the new ones; that is no end of the connection");
    }

    private async Task Erase(Visitor owner)
    {
        var contact = (await Shop.First("/conversations")).GetProperty("contactId").GetGuid();
        await owner.Settle($"/contacts/{contact}");
        await owner.Button(_says["contacts:erase.open"]).ClickAsync();
        await Confirm(owner, _says["contacts:erase.understood"], _says["contacts:erase.do"]);
        await Sees(owner.Heading(_says["contacts:erase.receipt.title"]));
        await Sees(owner.Text(_says["contacts:erase.receipt.isDone"]));
        await Sees(owner.Text(_says["contacts:erase.receipt.place.messages"]));
        Assert.That(await owner.Page.ContentAsync(), Does.Not.Contain(Lost));
    }

    private async Task Disconnect(Visitor owner)
    {
        await owner.Button(_says["connections:disconnect.do"]).ClickAsync();
        await Confirm(owner, _says["connections:disconnect.understood"], _says["connections:disconnect.do"]);
        await Sees(owner.Text(_says["connections:state.disconnected"]));
        await Sees(owner.Text(_says["connections:receipt.isSettled"]));
        var file = await owner.Page.RunAndWaitForDownloadAsync(() => owner.Link(_says["page:receipt.download", ("language", language == "vi" ? "Tiếng Việt" : "English")]).ClickAsync());
        using var reader = new StreamReader(await file.CreateReadStreamAsync());
        var receipt = await reader.ReadToEndAsync();
        Assert.That(receipt, Does.StartWith(language == "vi" ? "BIÊN NHẬN NGẮT KẾT NỐI" : "RECEIPT OF A DISCONNECTED ACCOUNT").And.Contain(Account));
        Assert.That(await Shop.Platforms.GetStringAsync("/_sandbox/requests?platform=tiktok"), Does.Contain("oauth2/revoke"));
    }

    private async Task Check(Visitor owner)
    {
        await owner.Button(_says["connections:check.do"]).ClickAsync();
        await Sees(owner.Text(_says["connections:check.works"]));
        await owner.Page.Keyboard.PressAsync("Escape");
        await SeesNo(owner.Page.GetByRole(AriaRole.Dialog));
    }

    private static async Task Confirm(Visitor owner, string understood, string deed)
    {
        await owner.Page.GetByLabel(understood).CheckAsync();
        await owner.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = deed, Exact = true }).ClickAsync();
    }

    private async Task<JsonElement> Health() => (await Shop.Get("/connections/health")).GetProperty("items")[0];

    private async Task Faults(object faults)
    {
        using var answer = await Shop.Platforms.PutAsJsonAsync("/_sandbox/faults", faults);
        answer.EnsureSuccessStatusCode();
    }
}

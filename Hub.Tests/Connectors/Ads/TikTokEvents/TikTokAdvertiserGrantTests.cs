using Hub.Connectors.Abstractions;
using Hub.Tests.Connectors.Channels.TikTok;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Ads.TikTokEvents;

[CancelAfter(20_000)]
public sealed class TikTokAdvertiserGrantTests
{
    private const string Granted = """{"access_token":"long-term","scope":[4,7043626160646946818],"advertiser_ids":["71","72"]}""";

    [Test]
    public void The_advertisers_page_is_another_than_the_account_holders()
    {
        var url = TikTokEventsLab.Granting().AuthorizeUrl(new AuthorizeRequest(new Uri("https://hub.example/cb/"), "st&te", true));

        Assert.That(
            url.AbsoluteUri, Is.EqualTo(
                "https://business-api.tiktok.com/portal/auth?app_id=app_1&state=st%26te&redirect_uri=https%3A%2F%2Fhub.example%2Fcb%2F"));
    }

    [Test]
    public async Task A_code_becomes_a_token_without_an_end(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, TikTokLab.Ok(Granted));

        var answer = await TikTokEventsLab.Granting(vendor.BaseAddress).Exchange("c0de", new Uri("https://hub.example/cb/"), cancellation);

        Assert.That(answer.Credentials, Is.EqualTo(new Credentials("long-term")));
        Assert.That(vendor.Requests.Single().Path, Is.EqualTo("/open_api/v1.3/oauth2/access_token/"));
        Assert.That(vendor.Requests[0].Text, Is.EqualTo("""{"app_id":"app_1","secret":"app_secret_value","auth_code":"c0de"}"""));
    }

    [Test]
    public async Task Permission_numbers_above_2_to_the_53_are_compared_by_their_digits(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, TikTokLab.Ok(Granted));

        async Task<IReadOnlyList<string>> Missing(string required) => (await TikTokEventsLab.Granting(vendor.BaseAddress, required)
            .Exchange("c", new Uri("https://hub.example/"), cancellation)).MissingScopes;

        Assert.That(await Missing("4, 7043626160646946818"), Is.Empty);
        Assert.That(await Missing("4, 7043626160646946819"), Is.EqualTo(new[] { "7043626160646946819" }));
    }

    [Test]
    public async Task Each_ad_account_of_the_grant_can_be_chosen(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, TikTokLab.Ok(
            """{"list":[{"advertiser_id":"71","advertiser_name":"Hoa Mai"},{"advertiser_id":"72"}]}"""));

        var answer = await TikTokEventsLab.Granting(vendor.BaseAddress).ListAccounts(new Credentials("long-term"), cancellation);

        Assert.That(answer.Accounts, Is.EqualTo(new[] { new RemoteAccount("71", "Hoa Mai"), new RemoteAccount("72", null) }));
        Assert.That(vendor.Requests.Single().Header("Access-Token"), Is.EqualTo("long-term"));
    }

    [Test]
    public async Task Revoking_ends_a_granted_token_and_leaves_a_pasted_one_to_its_owner(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, TikTokLab.Ok("{}"));
        var connector = TikTokEventsLab.Granting(vendor.BaseAddress);
        var pasted = TikTokEventsLab.Connection();

        Assert.That(await connector.Revoke(pasted, cancellation), Is.InstanceOf<Outcome.Rejected>());
        Assert.That(
            await connector.Revoke(pasted with { Credentials = new Credentials("long-term") }, cancellation), Is.InstanceOf<Outcome.Accepted>());

        Assert.That(vendor.Requests.Single().Path, Is.EqualTo("/open_api/v1.3/oauth2/revoke_token/"));
        Assert.That(vendor.Requests[0].Text, Is.EqualTo("""{"app_id":"app_1","secret":"app_secret_value","access_token":"long-term"}"""));
    }
}

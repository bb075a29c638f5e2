using Hub.Connectors.Abstractions;
using Hub.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;

namespace Hub.Tests.Connectors.Channels.Meta;

/// <summary>The app's callback, and the app on a Page or on a WhatsApp business account.</summary>
[CancelAfter(20_000)]
public sealed class MetaSubscriptionTests
{
    private const string OtherApp = """{"id":"77","subscribed_fields":["feed"],"whatsapp_business_api_data":{"id":"77"}}""";
    private const string PageFields = "messages,messaging_postbacks,messaging_referrals,message_echoes,message_deliveries,message_reads,message_reactions";
    private const string AppPath = $"/v25.0/{MetaBench.AppId}/subscriptions";
    private static readonly Uri Callback = new("https://hub.example/webhooks/meta");

    [TestCase("messenger", MetaBench.Account, "page", PageFields)]
    [TestCase("whatsapp", "777", "whatsapp_business_account", "messages")]
    public async Task What_is_missing_is_made_and_what_stands_is_left_alone(
        string id, string owner, string subject, string fields, CancellationToken cancellation)
    {
        var (app, account) = ("", "");
        await using var vendor = await FakeVendor.Start(context => FakeVendor.Reply(context, 200, (context.Request.Method, context.Request.Path.Value) switch
        {
            ("GET", AppPath) => $$"""{"data":[{"object":"user","callback_url":"https://other.example/","active":true,"fields":[]}{{app}}]}""",
            ("GET", _) => $$"""{"data":[{{OtherApp}}{{account}}]}""",
            _ => """{"success":true}""",
        }));

        Assert.That(await Ensure(vendor, id, cancellation), Is.InstanceOf<Outcome.Accepted>());
        var asked = vendor.Requests.Where(request => request.Method == "POST").ToList();
        Assert.That(asked.Select(request => request.Path), Is.EqualTo(new[] { AppPath, $"/v25.0/{owner}/subscribed_apps" }));
        Assert.That(Form(asked[0]), Is.EquivalentTo(new Dictionary<string, string>
        {
            ["object"] = subject,
            ["callback_url"] = Callback.AbsoluteUri,
            ["verify_token"] = MetaBench.VerifyToken,
            ["fields"] = fields,
        }));
        Assert.That(Form(asked[1]).GetValueOrDefault("subscribed_fields"), Is.EqualTo(id == "messenger" ? PageFields : null));
        Assert.That(asked.Select(request => request.Header("Authorization")), Is.EqualTo(new[]
        {
            $"Bearer {MetaBench.AppId}|{MetaBench.Secret}", $"Bearer {MetaBench.Token}",
        }));

        var (ofApp, ofPage) = (string.Join(',', fields.Split(',').Select(field => $$"""{"name":"{{field}}"}""")), string.Join(',', PageFields.Split(',').Select(field => $"\"{field}\"")));
        app = $$""",{"object":"{{subject}}","callback_url":"{{Callback}}","active":true,"fields":[{{ofApp}}]}""";
        account = id == "messenger"
            ? $$""",{"id":"{{MetaBench.AppId}}","subscribed_fields":[{{ofPage}}]}"""
            : $$$""",{"whatsapp_business_api_data":{"id":"{{{MetaBench.AppId}}}"}}""";
        Assert.That(await Ensure(vendor, id, cancellation), Is.InstanceOf<Outcome.Duplicate>());
        Assert.That(vendor.Requests.Count(request => request.Method == "POST"), Is.EqualTo(2), "nothing was asked anew");
    }

    [Test]
    public async Task Fields_that_others_have_chosen_stay_and_what_the_hub_lacks_is_added(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(context => FakeVendor.Reply(context, 200, (context.Request.Method, context.Request.Path.Value) switch
        {
            ("GET", AppPath) => $$"""{"data":[{"object":"page","callback_url":"{{Callback}}","active":true,"fields":[{"name":"feed"},{"name":"messages"}]}]}""",
            ("GET", _) => $$"""{"data":[{"id":"{{MetaBench.AppId}}","subscribed_fields":["feed","messages"]}]}""",
            _ => """{"success":true}""",
        }));

        await Ensure(vendor, "messenger", cancellation);

        var asked = vendor.Requests.Where(request => request.Method == "POST").Select(Form).ToList();
        Assert.That((asked[0]["fields"], asked[1]["subscribed_fields"]), Is.EqualTo(($"feed,{PageFields}", $"feed,{PageFields}")));
    }

    [TestCase(false, true, false, typeof(Outcome.Accepted), true)]
    [TestCase(true, false, false, typeof(Outcome.Accepted), false)]
    [TestCase(false, false, true, typeof(Outcome.Misconfigured), true)]
    [TestCase(true, true, false, typeof(Outcome.Duplicate), false)]
    public async Task What_the_app_lacked_was_missing_for_all_its_Pages_whatever_becomes_of_this_one(
        bool appStands, bool pageStands, bool pageFails, Type expected, bool forAll, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(context => (context.Request.Method, context.Request.Path.Value) switch
        {
            ("GET", AppPath) => FakeVendor.Reply(context, 200, $$"""{"data":[{{(appStands ? Row(PageFields) : "")}}]}"""),
            ("GET", _) => FakeVendor.Reply(context, 200, $$"""{"data":[{{(pageStands ? PageRow(PageFields) : "")}}]}"""),
            (_, AppPath) => FakeVendor.Reply(context, 200, """{"success":true}"""),
            _ => pageFails ? Refuse(context) : FakeVendor.Reply(context, 200, """{"success":true}"""),
        });

        var answer = await Detail(vendor, cancellation);

        Assert.That(answer.Outcome, Is.InstanceOf(expected));
        Assert.That(answer.MadeForAll, Is.EqualTo(forAll));
        if (!pageFails)
            Assert.That((string.Join(',', answer.Coming), answer.Missing), Is.EqualTo((PageFields, Array.Empty<string>())));
    }

    [Test]
    public async Task A_field_that_is_added_to_what_stands_was_no_loss_for_the_others(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(context => FakeVendor.Reply(context, 200, (context.Request.Method, context.Request.Path.Value) switch
        {
            ("GET", AppPath) => $$"""{"data":[{{Row("messages")}}]}""",
            ("GET", _) => $$"""{"data":[{{PageRow(PageFields)}}]}""",
            _ => """{"success":true}""",
        }));

        var answer = await Detail(vendor, cancellation);

        Assert.That((answer.Outcome, answer.MadeForAll), Is.EqualTo(((Outcome)new Outcome.Accepted(), false)));
    }

    [Test]
    public async Task Where_Meta_refuses_some_fields_messages_come_all_the_same_and_the_rest_is_told(CancellationToken cancellation)
    {
        var standing = "";
        await using var vendor = await FakeVendor.Start(context =>
        {
            var (method, path) = (context.Request.Method, context.Request.Path.Value);
            if (method == "GET")
                return FakeVendor.Reply(context, 200, path == AppPath ? $$"""{"data":[{{Row(PageFields)}}]}""" : $$"""{"data":[{{standing}}]}""");
            if (context.Request.ContentLength > "subscribed_fields=messages".Length)
                return Refuse(context);
            standing = PageRow("messages");
            return FakeVendor.Reply(context, 200, """{"success":true}""");
        });

        var made = await Detail(vendor, cancellation);
        var stands = await Detail(vendor, cancellation);

        Assert.That((made.Outcome, stands.Outcome), Is.EqualTo(((Outcome)new Outcome.Accepted(), (Outcome)new Outcome.Duplicate())));
        foreach (var answer in new[] { made, stands })
        {
            Assert.That(answer.Coming, Is.EqualTo(new[] { "messages" }));
            Assert.That(answer.Missing, Is.EqualTo(PageFields.Split(',').Skip(1)));
        }
    }

    [Test]
    public async Task A_callback_at_another_address_is_left_alone_and_told_in_words(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(
            200, """{"data":[{"object":"page","callback_url":"https://old.example/hook","active":true,"fields":[{"name":"messages"}]}]}""");

        var outcome = await Ensure(vendor, "messenger", cancellation);

        Assert.That(outcome, Is.InstanceOf<Outcome.Rejected>());
        Assert.That(outcome.Because, Has.Property(nameof(Reason.Code)).EqualTo("messenger/foreign-callback").And.Property(nameof(Reason.Words)).Not.Null);
        Assert.That(vendor.Requests.Select(request => request.Method), Is.EqualTo(new[] { "GET" }));
    }

    [TestCase(AppPath, 401, 190, typeof(Outcome.Rejected), TestName = "A wrong app secret is no end of the account's grant")]
    [TestCase(AppPath, 500, 2, typeof(Outcome.Transient), TestName = "No answer about the app is no loss")]
    [TestCase("/subscribed_apps", 500, 2, typeof(Outcome.Transient), TestName = "No answer about the Page is no loss")]
    [TestCase("/subscribed_apps", 401, 190, typeof(Outcome.AuthRevoked), TestName = "A dead token of the Page is told as one")]
    [TestCase("/subscribed_apps", 403, 200, typeof(Outcome.Misconfigured), TestName = "A permission that is missing is told as one")]
    public async Task A_failure_is_told_for_what_it_is(string path, int status, int code, Type expected, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(context => context.Request.Path.Value!.EndsWith(path, StringComparison.Ordinal)
            ? FakeVendor.Reply(context, status, $$$"""{"error":{"code":{{{code}}},"message":"(#{{{code}}}) no"}}""")
            : FakeVendor.Reply(context, 200, """{"success":true}"""));

        var outcome = await Ensure(vendor, "messenger", cancellation);

        Assert.That(outcome, Is.InstanceOf(expected));
        Assert.That(outcome.Because!.Detail, Does.Not.Contain(MetaBench.Secret).And.Not.Contain(MetaBench.VerifyToken));
    }

    [Test]
    public async Task Without_the_apps_id_nobody_can_tell_whose_subscription_it_is_and_nothing_counts_as_lost(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, """{"data":[],"success":true}""");
        var app = new { appSecret = MetaBench.Secret, verifyToken = MetaBench.VerifyToken, apiBase = vendor.BaseAddress.ToString() };

        var outcome = await Ensure(MetaBench.Connector("messenger", app: app), cancellation);

        Assert.That(outcome, Is.InstanceOf<Outcome.Duplicate>());
        Assert.That(vendor.Requests.Select(request => request.Path), Is.All.EqualTo($"/v25.0/{MetaBench.Account}/subscribed_apps"));
    }

    [Test]
    public async Task A_numbers_business_account_is_found_by_its_token_when_nobody_has_entered_it(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(context => FakeVendor.Reply(context, 200, context.Request.Path.Value switch
        {
            "/v25.0/debug_token" => """{"data":{"is_valid":true,"scopes":[],"granular_scopes":[{"scope":"whatsapp_business_management","target_ids":["1","2"]}]}}""",
            "/v25.0/1/phone_numbers" => """{"data":[{"id":"5"}]}""",
            "/v25.0/2/phone_numbers" => $$"""{"data":[{"id":"{{MetaBench.Account}}"}]}""",
            _ => """{"data":[],"success":true}""",
        }));

        await Ensure(MetaBench.Connector("whatsapp", vendor.BaseAddress), cancellation, settings: new { });

        Assert.That(vendor.Requests[^1], Has.Property(nameof(RecordedRequest.Path)).EqualTo("/v25.0/2/subscribed_apps"));
    }

    [Test]
    public async Task A_number_of_which_nothing_tells_the_business_account_is_told_in_words(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, """{"data":{"is_valid":false,"scopes":[]}}""");

        var outcome = await Ensure(MetaBench.Connector("whatsapp", vendor.BaseAddress), cancellation, settings: new { });

        Assert.That(outcome, Is.InstanceOf<Outcome.Misconfigured>());
        Assert.That(outcome.Because!.Words!.Vi, Does.Contain("mã tài khoản WhatsApp Business"));
    }

    [Test]
    public async Task A_Page_gives_the_app_up_and_a_number_leaves_it_to_the_others_of_its_account(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, """{"success":true}""");
        using var http = FakeVendor.Client();
        var connection = MetaBench.Connection(http, new LogList(), new { businessAccountId = "777" });
        var (page, number) = ((ISubscribe)MetaBench.Connector("messenger", vendor.BaseAddress), (IShareSubscription)MetaBench.Connector("whatsapp", vendor.BaseAddress));
        var only = (IShareSubscription)MetaBench.Connector("whatsapp", app: new { apiBase = vendor.BaseAddress.ToString(), removeSharedWebhook = true });

        Assert.That(await page.Remove(connection, cancellation), Is.InstanceOf<Outcome.Accepted>());
        Assert.That((number.StaysForOthers, only.StaysForOthers), Is.EqualTo((true, false)));
        Assert.That(await number.Remove(connection, cancellation), Is.InstanceOf<Outcome.Rejected>());
        Assert.That(await only.Remove(connection, cancellation), Is.InstanceOf<Outcome.Accepted>());
        Assert.That(vendor.Requests.Select(request => $"{request.Method} {request.Path}"), Is.EqualTo(new[]
        {
            $"DELETE /v25.0/{MetaBench.Account}/subscribed_apps", "DELETE /v25.0/777/subscribed_apps",
        }));
    }

    private static Task<Outcome> Ensure(FakeVendor vendor, string id, CancellationToken cancellation) =>
        Ensure(MetaBench.Connector(id, vendor.BaseAddress), cancellation);

    private static async Task<Outcome> Ensure(IConnector connector, CancellationToken cancellation, object? settings = null)
    {
        using var http = FakeVendor.Client();
        var connection = MetaBench.Connection(http, new LogList(), settings ?? new { businessAccountId = "777" });
        return await ((ISubscribe)connector).Ensure(connection, Callback, cancellation);
    }

    private static async Task<EnsuredSubscription> Detail(FakeVendor vendor, CancellationToken cancellation)
    {
        using var http = FakeVendor.Client();
        return await ((IDetailSubscription)MetaBench.Connector("messenger", vendor.BaseAddress)).EnsureInDetail(
            MetaBench.Connection(http, new LogList()), Callback, cancellation);
    }

    private static string Row(string fields) => $$"""
        {"object":"page","callback_url":"{{Callback}}","active":true,"fields":[{{string.Join(',', fields.Split(',').Select(field => $$"""{"name":"{{field}}"}"""))}}]}
        """;

    private static string PageRow(string fields) =>
        $$"""{"id":"{{MetaBench.AppId}}","subscribed_fields":[{{string.Join(',', fields.Split(',').Select(field => $"\"{field}\""))}}]}""";

    private static Task Refuse(Microsoft.AspNetCore.Http.HttpContext context) =>
        FakeVendor.Reply(context, 403, """{"error":{"code":200,"message":"(#200) no"}}""");

    private static Dictionary<string, string> Form(RecordedRequest request) =>
        QueryHelpers.ParseQuery(request.Text).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
}

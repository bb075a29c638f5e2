using Hub.Connectors.Abstractions;
using Hub.Tests.Support;
using static Hub.Tests.Connectors.Crm.HubSpot.HubSpotFixture;

namespace Hub.Tests.Connectors.Crm.HubSpot;

public sealed class HubSpotErrorTests
{
    [Test]
    [CancelAfter(10_000)]
    public async Task A_partial_failure_is_told_row_by_row(CancellationToken cancellation)
    {
        await using var hubSpot = await HubSpotFixture.Start(207, Sample("upsert-partial"));

        var answer = await hubSpot.Connector().Upsert(
            hubSpot.Connection(), [.. Enumerable.Range(1, 5).Select(i => Contact($"c-{i}", email: "canary-email"))], cancellation);

        Assert.That(answer.Whole, Is.Null);
        Assert.That(answer.Results.Select(result => result.Key), Is.EqualTo(new[] { "c-1", "c-2", "c-3", "c-4", "c-5" }));
        Assert.That(answer.Results[0].Outcome, Is.EqualTo(new Outcome.Accepted("9007199254740993")), "past 2^53");
        Assert.That(((Outcome.Conflict)answer.Results[1].Outcome).ExistingId, Is.EqualTo("171591000198"));
        Assert.That(answer.Results[2].Outcome, Is.EqualTo(new Outcome.Accepted("9001")));
        Assert.That(answer.Results[3].Outcome.Because?.Detail, Is.EqualTo("VALIDATION_ERROR INVALID_EMAIL email"));
        Assert.That(answer.Results[3].Outcome, Is.TypeOf<Outcome.Rejected>());
        Assert.That(answer.Results[4].Outcome, Is.TypeOf<Outcome.Transient>(), "neither result nor error: not a success");
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task The_existing_id_is_also_read_from_the_message(CancellationToken cancellation)
    {
        await using var hubSpot = await HubSpotFixture.Start(
            207, """{"results":[],"errors":[{"category":"CONFLICT","message":"Contact already exists. Existing ID: 42"}]}""");

        var answer = await hubSpot.Connector().Upsert(hubSpot.Connection(), [Contact("c")], cancellation);

        Assert.That(((Outcome.Conflict)answer.Results.Single().Outcome).ExistingId, Is.EqualTo("42"));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task A_missing_property_is_named_with_what_to_do(CancellationToken cancellation)
    {
        var answer = await Answer(400, Sample("property-missing"), cancellation);

        Assert.That(answer, Is.TypeOf<Outcome.Misconfigured>());
        Assert.That(answer.Because!.Detail, Does.Contain("contacts").And.Contain("hub_contact_key").And.Contain("createProperties"));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task Ten_seconds_of_rolling_limit_are_waited_out(CancellationToken cancellation) =>
        Assert.That(await Wait(429, Sample("throttled"), null, cancellation), Is.EqualTo(TimeSpan.FromSeconds(10)));

    [TestCase(429, """{"message":"You have reached your secondly limit."}""", null, 1)]
    [TestCase(429, """{"policyName":"SECONDLY"}""", null, 1)]
    [TestCase(429, """{"policyName":"DAILY"}""", null, 3600)]
    [TestCase(429, """{"message":"You have reached your daily limit."}""", null, 3600)]
    [TestCase(429, """{"policyName":"SOMETHING_NEW"}""", null, 10)]
    [TestCase(429, "", null, 10)]
    [TestCase(429, """{"policyName":"DAILY"}""", "7", 7)]
    [TestCase(429, "{}", "2.5", 2.5)]
    [TestCase(429, "{}", "Fri, 20 Nov 2026 02:00:30 GMT", 30)]
    [TestCase(477, "{}", null, 3600)]
    [TestCase(477, "<html>", "60", 60)]
    [CancelAfter(10_000)]
    public async Task Throttling_waits_by_policy(int status, string body, string? retryAfter, double seconds, CancellationToken cancellation) =>
        Assert.That(await Wait(status, body, retryAfter, cancellation), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [TestCase(400, """{"category":"VALIDATION_ERROR","message":"canary"}""", typeof(Outcome.Rejected), "hubspot/http-400")]
    [TestCase(400, """{"category":"canary said","errors":[{"code":"canary, too"}]}""", typeof(Outcome.Rejected), "hubspot/http-400")]
    [TestCase(401, """{"category":"EXPIRED_AUTHENTICATION"}""", typeof(Outcome.AuthRevoked), "hubspot/http-401")]
    [TestCase(403, """{"category":"MISSING_SCOPES"}""", typeof(Outcome.Misconfigured), "hubspot/http-403")]
    [TestCase(404, "<html>not here</html>", typeof(Outcome.Misconfigured), "hubspot/http-404")]
    [TestCase(302, "", typeof(Outcome.Misconfigured), "hubspot/http-302")]
    [TestCase(500, "", typeof(Outcome.Transient), "hubspot/http-500")]
    [TestCase(502, "<html>canary</html>", typeof(Outcome.Transient), "hubspot/http-502")]
    [TestCase(503, "{", typeof(Outcome.Transient), "hubspot/http-503")]
    [TestCase(200, "<html>canary</html>", typeof(Outcome.Transient), "hubspot/unreadable")]
    [TestCase(200, "", typeof(Outcome.Transient), "hubspot/unreadable")]
    [TestCase(200, "null", typeof(Outcome.Transient), "hubspot/unreadable")]
    [TestCase(200, """{"results":"many"}""", typeof(Outcome.Transient), "hubspot/unreadable")]
    [TestCase(200, """{"results":[null],"errors":[null]}""", typeof(Outcome.Transient), "hubspot/no-result")]
    [TestCase(200, """{"results":[{"id":"\ud800","properties":{"hub_contact_key":"\ud800"}}]}""", typeof(Outcome.Transient), "hubspot/no-result")]
    [CancelAfter(10_000)]
    public async Task Every_other_answer_is_an_outcome(int status, string body, Type type, string code, CancellationToken cancellation)
    {
        var outcome = await Answer(status, body, cancellation);

        Assert.That(outcome, Is.TypeOf(type));
        Assert.That(outcome.Because!.Code, Is.EqualTo(code));
        Assert.That(outcome.Because.Detail ?? "", Does.Not.Contain("canary"));
    }

    [TestCase(207, """{"errors":[{"category":"VALIDATION_ERROR","message":"Property hub_note does not exist"}]}""", "VALIDATION_ERROR hub_note")]
    [TestCase(400, """{"category":"VALIDATION_ERROR","message":"Property \"hub_note\" does not exist"}""", "VALIDATION_ERROR hub_note")]
    [TestCase(400, """{"category":"VALIDATION_ERROR","message":"canary","errors":[{"code":"INVALID_OPTION","in":"hs_external_order_status"}]}""", "VALIDATION_ERROR INVALID_OPTION hs_external_order_status")]
    [TestCase(400, """{"category":"VALIDATION_ERROR","errors":[{"code":"A","context":{"propertyName":["one"]}},{"code":"B","context":{"propertyName":["two"]}}]}""", "VALIDATION_ERROR A one B two")]
    [TestCase(400, """{"category":"VALIDATION_ERROR","message":"canary was not one of the values of hs_currency_code"}""", "VALIDATION_ERROR hs_currency_code")]
    [TestCase(403, """{"category":"MISSING_SCOPES","errors":[{"context":{"requiredGranularScopes":["crm.objects.contacts.write"]}}]}""", "MISSING_SCOPES crm.objects.contacts.write")]
    [TestCase(403, """{"category":"MISSING_SCOPES","message":"not granted: crm.objects.orders.write"}""", "MISSING_SCOPES crm.objects.orders.write")]
    [TestCase(400, """{"category":"VALIDATION_ERROR","message":"Property value nguyen_van_a is not valid; property nguyen_van_a@example.vn"}""", "VALIDATION_ERROR")]
    [TestCase(400, """{"category":"VALIDATION_ERROR","errors":[{"in":"84901234567","context":{"propertyValue":["nguyen_van_a"],"propertyName":["a84901234567"]}}]}""", "VALIDATION_ERROR")]
    [CancelAfter(10_000)]
    public async Task Properties_and_scopes_are_named_and_nothing_that_may_be_a_customers(int status, string body, string detail, CancellationToken cancellation) =>
        Assert.That((await Answer(status, body, cancellation)).Because!.Detail, Is.EqualTo(detail));

    [Test]
    [CancelAfter(10_000)]
    public async Task A_huge_error_body_is_cut_down_to_its_names(CancellationToken cancellation)
    {
        var outcome = await Answer(400, $$"""{"category":"VALIDATION_ERROR","message":"{{new string('x', 20_000)}}"}""", cancellation);

        Assert.That(outcome.Because!.Detail, Is.EqualTo("VALIDATION_ERROR"));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task With_a_refresh_token_401_asks_for_fresh_tokens(CancellationToken cancellation)
    {
        await using var hubSpot = await HubSpotFixture.Start(401, "{}");

        var answer = await hubSpot.Connector().Upsert(hubSpot.Connection(refreshToken: "r"), [Contact("c")], cancellation);

        Assert.That(answer.Whole, Is.TypeOf<Outcome.AuthExpired>());
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task A_reset_after_the_request_was_read_is_repeated_since_an_upsert_may_be(CancellationToken cancellation)
    {
        await using var hubSpot = await HubSpotFixture.Start(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        var answer = await hubSpot.Connector().Upsert(hubSpot.Connection(), [Contact("c")], cancellation);

        Assert.That(answer.Whole, Is.TypeOf<Outcome.Transient>());
        Assert.That(hubSpot.Vendor.Requests, Is.Not.Empty);
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task Nobody_listening_is_transient(CancellationToken cancellation)
    {
        await using var hubSpot = await HubSpotFixture.Start(200, "{}");

        var answer = await hubSpot.Connector(FakeVendor.RefusedAddress()).Upsert(hubSpot.Connection(), [Contact("c")], cancellation);

        Assert.That(answer.Whole, Is.TypeOf<Outcome.Transient>());
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task Cancelling_ends_the_call(CancellationToken cancellation)
    {
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using var hubSpot = await HubSpotFixture.Start(async context =>
        {
            await caller.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        Assert.That(
            async () => await hubSpot.Connector().Upsert(hubSpot.Connection(), [Contact("c")], caller.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase("")]
    [TestCase("to\nken")]
    [CancelAfter(10_000)]
    public async Task A_token_that_cannot_be_one_makes_no_call(string token, CancellationToken cancellation)
    {
        await using var hubSpot = await HubSpotFixture.Start(200, "{}");
        var connection = hubSpot.Connection() with { Credentials = new Credentials(token) };

        var answer = await hubSpot.Connector().Upsert(connection, [Contact("c")], cancellation);

        Assert.That(answer.Whole, Is.TypeOf<Outcome.AuthRevoked>());
        Assert.That(hubSpot.Vendor.Requests, Is.Empty);
    }

    [TestCase(207, "upsert-partial")]
    [TestCase(400, "property-missing")]
    [TestCase(429, "throttled")]
    [CancelAfter(10_000)]
    public async Task No_name_phone_address_or_token_is_in_any_outcome_or_log_line(int status, string sample, CancellationToken cancellation)
    {
        await using var hubSpot = await HubSpotFixture.Start(status, Sample(sample));

        var answer = await hubSpot.Connector().Upsert(
            hubSpot.Connection(), [.. Enumerable.Range(1, 5).Select(i => Contact($"c-{i}", "canary-name", "canary-email"))], cancellation);

        var all = $"{answer} {answer.Whole} {string.Join(' ', answer.Results)} {string.Join(' ', hubSpot.Log.Lines)}";
        Assert.That(all, Does.Not.Contain("canary").And.Not.Contain("84901234567"));
    }

    /// <summary>What becomes of one contact.</summary>
    private static async Task<Outcome> Answer(int status, string body, CancellationToken cancellation)
    {
        await using var hubSpot = await HubSpotFixture.Start(status, body);
        var answer = await hubSpot.Connector().Upsert(hubSpot.Connection(), [Contact("c", "canary")], cancellation);
        return answer.Whole ?? answer.Results.Single().Outcome;
    }

    private static async Task<TimeSpan?> Wait(int status, string body, string? retryAfter, CancellationToken cancellation)
    {
        await using var hubSpot = await HubSpotFixture.Start(context =>
        {
            if (retryAfter is not null)
                context.Response.Headers.RetryAfter = retryAfter;
            return FakeVendor.Reply(context, status, body);
        });
        var answer = await hubSpot.Connector().Upsert(hubSpot.Connection(), [Contact("c")], cancellation);
        Assert.That(answer.Whole, Is.TypeOf<Outcome.Throttled>());
        return ((Outcome.Throttled)answer.Whole!).RetryAfter;
    }
}

using Hub.Connectors.Abstractions;
using Hub.Tests.Support;
using static Hub.Tests.Connectors.Crm.Tryton.TrytonFixture;

namespace Hub.Tests.Connectors.Crm.Tryton;

/// <summary>What a real server does not do on demand.</summary>
public sealed class TrytonErrorTests
{
    [Test]
    [CancelAfter(10_000)]
    public async Task A_refused_creation_that_nobody_else_made_is_rejected(CancellationToken cancellation)
    {
        var sample = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "Hub.Connectors", "Crm", "Tryton", "samples", "create-refused.json"), cancellation);
        await using var vendor = await FakeVendor.Start(async context =>
        {
            using var body = await System.Text.Json.JsonDocument.ParseAsync(context.Request.Body, cancellationToken: cancellation);
            var isCreation = body.RootElement.GetProperty("method").GetString()!.EndsWith(".create", StringComparison.Ordinal);
            await FakeVendor.Reply(context, 200, isCreation ? sample : """{"result":[]}""");
        });

        var answer = (await new TrytonFixture(vendor.BaseAddress).Write(cancellation, Contact("k")))[0];

        Assert.That(answer, Is.EqualTo(new Outcome.Rejected(new Reason("tryton/usererror"))));
    }

    [TestCase(200, """{"error":["UserError",["canary \"9999\"","",null]]}""", typeof(Outcome.Rejected), "tryton/usererror")]
    [TestCase(200, """{"error":["ConcurrencyException","Records were modified in the meanwhile"]}""", typeof(Outcome.Transient), "tryton/concurrencyexception")]
    [TestCase(200, """{"error":["'web.shop'",""]}""", typeof(Outcome.Misconfigured), "tryton/unknown-model")]
    [TestCase(200, "<html>canary</html>", typeof(Outcome.Transient), "tryton/unreadable")]
    [TestCase(200, "{}", typeof(Outcome.Transient), "tryton/unreadable")]
    [TestCase(200, "[]", typeof(Outcome.Transient), "tryton/unreadable")]
    [TestCase(401, "", typeof(Outcome.AuthRevoked), "tryton/http-401")]
    [TestCase(403, "<h1>Forbidden</h1>", typeof(Outcome.Misconfigured), "tryton/http-403")]
    [TestCase(429, "", typeof(Outcome.Throttled), "tryton/http-429")]
    [TestCase(500, "", typeof(Outcome.Transient), "tryton/http-500")]
    [CancelAfter(10_000)]
    public async Task A_failure_is_an_outcome_without_the_servers_words(int status, string body, Type outcome, string code, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(status, body);

        var answer = (await new TrytonFixture(vendor.BaseAddress).Write(cancellation, Order("k", "1")))[0];

        Assert.That(answer, Is.TypeOf(outcome));
        Assert.That(answer.Because!.Code, Is.EqualTo(code));
        Assert.That(answer.Because.Detail ?? "", Does.Not.Contain("canary"));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task What_was_written_before_a_batch_broke_stays_told(CancellationToken cancellation)
    {
        var calls = 0;
        await using var vendor = await FakeVendor.Start(context => ++calls switch
        {
            1 => FakeVendor.Reply(context, 200, """{"result":[{"id":7,"code":"known"}]}"""),
            2 => FakeVendor.Reply(context, 200, """{"result":[8]}"""),
            _ => FakeVendor.Reply(context, 503, ""),
        });

        var answers = await new TrytonFixture(vendor.BaseAddress).Write(cancellation, Contact("known"), Contact("fresh"));

        Assert.That(answers[1], Is.EqualTo(new Outcome.Accepted("8")));
        Assert.That(answers[0], Is.TypeOf<Outcome.Transient>());
    }

    [TestCase("crm/../x", "admin", "database")]
    [TestCase("", "admin", "database")]
    [TestCase("crm", "a:b", "user")]
    public void Settings_that_lead_elsewhere_are_refused(string database, string user, string field)
    {
        var problems = new TrytonFixture(new Uri("http://127.0.0.1:1/")).Connector.Validate(
            SettingsScope.Connection, Settings(new { database, user, password = "x" }));

        Assert.That(problems.Select(problem => problem.Field), Is.EqualTo(new[] { field }));
    }
}

using System.Text.Json;
using Hub.Api.Demo;

namespace Hub.Tests.Demo;

public sealed class DemoCheckTests
{
    [Test]
    [CancelAfter(170_000)]
    public async Task A_short_check_with_faults_and_a_kill_loses_and_repeats_nothing(CancellationToken cancellation)
    {
        var options = DemoOptions.Parse(["--check", "--webhooks", "200", "--rate", "60", "--seed", "5"])!;
        using var output = new StringWriter();
        using var progress = new StringWriter();

        var code = await new CheckRun(options, TimeProvider.System, output, TextWriter.Synchronized(progress)).Run(cancellation);

        Assert.That(code, Is.Zero, progress.ToString());
        var result = JsonSerializer.Deserialize<JsonElement>(output.ToString());
        Assert.That(result.GetProperty("lost").GetInt32(), Is.Zero);
        Assert.That(result.GetProperty("duplicated").GetInt32(), Is.Zero);
        Assert.That(result.GetProperty("killed").GetBoolean(), Is.True);
        Assert.That(result.GetProperty("faults").EnumerateObject().Select(fault => fault.Value.GetInt64()), Is.All.Positive);
        foreach (var kind in new[] { "orders", "bookings", "reminders" })
            Assert.That(result.GetProperty(kind + "Received").GetInt32(), Is.Positive.And.AtMost(result.GetProperty(kind + "Owed").GetInt32()), kind);
        Assert.That(result.GetProperty("automaticReceived").GetInt32(), Is.Positive);
        Assert.That(result.GetProperty("accepted").GetInt32(), Is.GreaterThanOrEqualTo(200));
    }

    [TestCase("--port")]
    [TestCase("--webhooks", "0")]
    [TestCase("--seed", "x")]
    [TestCase("--unknown", "1")]
    public void An_option_that_cannot_be_understood_is_refused(params string[] args) => Assert.That(DemoOptions.Parse(args), Is.Null);
}

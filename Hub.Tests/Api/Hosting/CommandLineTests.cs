using Hub.Api.Hosting;

namespace Hub.Tests.Api.Hosting;

public sealed class CommandLineTests
{
    [TestCase("--role", "api", "--urls=http://0.0.0.0:5080")]
    [TestCase("--ConnectionStrings:Hub=Host=db;Password=a=b", "--hub:publicurl", "https://hub.example.com")]
    [TestCase("--Hub:KnownProxies:0=10.0.0.5", "--Logging:LogLevel:Default=Warning", "--environment", "Development")]
    [TestCase("/role=jobs", "Hub:KeepWebhooksDays=7", "--json")]
    [TestCase]
    public void What_the_hub_knows_is_taken(params string[] args) => Assert.That(CommandLine.Problem(args, ["role"], ["--json"]), Is.Null);

    [TestCase("There is no option '--Hub:KnownProxy:0'.", "--Hub:KnownProxy:0=10.0.0.5")]
    [TestCase("There is no option '--ConnectionString:Hub'.", "--ConnectionString:Hub=Host=db")]
    [TestCase("There is no option 'jobs'.", "--role", "api", "jobs")]
    [TestCase("There is no option '-role'.", "-role", "api")]
    [TestCase("The option '--role' takes a value.", "--role")]
    [TestCase("The option '--role' takes a value.", "--role", "--json")]
    public void What_nobody_knows_is_named(string words, params string[] args) =>
        Assert.That(CommandLine.Problem(args, ["role"], ["--json"])?.En, Is.EqualTo(words));

    [Test]
    public void A_command_without_settings_takes_none() =>
        Assert.That(CommandLine.Problem(["--Hub:PublicUrl=https://hub.example.com"], ["port"], [], takesSettings: false), Is.Not.Null);
}

using System.Net;
using Hub.Api.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Hub.Tests.Api.Hosting;

/// <summary>Where a request came from is what a known proxy says, and nobody else.</summary>
public sealed class KnownProxiesTests
{
    [TestCase("10.0.0.5", "10.0.0.5", true)]
    [TestCase("10.0.0.5", "10.0.0.6", false)]
    [TestCase("10.0.0.0/24", "10.0.0.6", true)]
    [TestCase("10.0.0.0/24", "10.0.1.6", false)]
    [TestCase("10.0.0.5/24", "10.0.0.6", true)]
    [TestCase("::1", "::1", true)]
    [TestCase("fd00::/8", "fd00::7", true)]
    [TestCase("172.30.80.1", "::ffff:172.30.80.1", true)]
    [TestCase("172.30.80.0/24", "::ffff:172.30.80.1", true)]
    [TestCase("", "127.0.0.1", false)]
    public void A_proxy_is_an_address_or_a_network(string known, string from, bool isBelieved)
    {
        var options = new ForwardedHeadersOptions();
        KnownProxies.Of(new HubOptions { KnownProxies = [known] }).Trust(options);
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        context.Request.Headers["X-Forwarded-For"] = "203.0.113.9";

        new ForwardedHeadersMiddleware(_ => Task.CompletedTask, NullLoggerFactory.Instance, Options.Create(options)).ApplyForwarders(context);

        Assert.That(context.Connection.RemoteIpAddress, Is.EqualTo(IPAddress.Parse(isBelieved ? "203.0.113.9" : from)));
    }

    [TestCase("proxy.internal")]
    [TestCase("10.0.0.0/33")]
    [TestCase("10")]
    public void Anything_else_refuses_the_start_and_names_the_setting(string entry) => Assert.That(
        () => KnownProxies.Of(new HubOptions { KnownProxies = ["10.0.0.1", entry] }),
        Throws.TypeOf<StartRefused>().With.Message.StartsWith("Hub__KnownProxies__1 must be").And.Message.Contains(entry));
}

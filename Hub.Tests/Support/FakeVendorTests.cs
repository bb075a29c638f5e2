using System.Net;
using System.Text;

namespace Hub.Tests.Support;

public sealed class FakeVendorTests
{
    [Test]
    [CancelAfter(10_000)]
    public async Task It_answers_by_script_and_keeps_the_raw_body(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(context => FakeVendor.Reply(context, 418, "{}"));
        using var client = FakeVendor.Client();

        using var answer = await client.PostAsync(
            new Uri(vendor.BaseAddress, "a/b?c=%2B"), new ByteArrayContent(Encoding.UTF8.GetBytes("chào")), cancellation);

        Assert.That(answer.StatusCode, Is.EqualTo((HttpStatusCode)418));
        var request = vendor.Requests.Single();
        Assert.That((request.Method, request.Path, request.Query, request.Text), Is.EqualTo(("POST", "/a/b", "?c=%2B", "chào")));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task Aborting_in_the_script_resets_the_connection(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        using var client = FakeVendor.Client();

        Assert.That(async () => await client.GetAsync(vendor.BaseAddress, cancellation), Throws.InstanceOf<HttpRequestException>());
        Assert.That(vendor.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    [CancelAfter(10_000)]
    public void Nobody_listens_on_the_refused_address(CancellationToken cancellation)
    {
        using var client = FakeVendor.Client();

        Assert.That(
            async () => await client.GetAsync(FakeVendor.RefusedAddress(), cancellation), Throws.InstanceOf<HttpRequestException>());
    }
}

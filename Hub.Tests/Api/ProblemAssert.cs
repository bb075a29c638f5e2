using System.Net;
using System.Text.Json;

namespace Hub.Tests.Api;

internal static class ProblemAssert
{
    /// <returns>The document.</returns>
    public static async Task<JsonElement> IsProblem(this HttpResponseMessage answer, HttpStatusCode status, string code, string? field = null)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(status), text);
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"), text);
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo(code), text);
        Assert.That(problem.GetProperty("status").GetInt32(), Is.EqualTo((int)status));
        Assert.That(problem.GetProperty("title").GetString(), Is.Not.Empty);
        if (field is not null)
            Assert.That(problem.GetProperty("errors").EnumerateObject().Select(error => error.Name), Does.Contain(field), text);
        return problem;
    }
}

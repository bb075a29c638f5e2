using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Commerce.Products;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Commerce.Products;

/// <summary>
/// Takes products from a CSV file with a heading: the body. A product with the same code is updated, never doubled; an empty cell changes
/// nothing. Rows that are wrong are named and left out. With <c>dryRun=true</c> it only says what it would do.
/// </summary>
internal static class ImportProducts
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/products/import", Handle)
        .Needs(Permissions.ProductsManage).WithName("ImportProducts")
        .Accepts<string>("text/csv", "text/plain", "application/octet-stream").TakesUpTo(ProductImport.LargestFile);

    private static async Task<Results<Ok<ImportResponse>, ApiProblem>> Handle(
        bool? dryRun, ProductImport import, HttpContext context, CancellationToken cancellation)
    {
        var answer = await import.Run(context.Caller(), context.Request.Body, dryRun is true, cancellation);
        return answer.IsBroken
            ? ImportResponse.Broken(answer)
            : TypedResults.Ok(ImportResponse.Of(answer, dryRun is true, Language.Of(context.Request)));
    }
}

using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce.Products;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Commerce.Products;

/// <summary>The small catalogue that orders are made from.</summary>
internal static class ManageProducts
{
    private const string Path = "/products";
    private static readonly LocalizedText NoSuchPicture = new(
        "There is no such picture, or something has it already.", "Không có ảnh này hoặc ảnh đã được dùng.");

    private static readonly LocalizedText CodeTaken = new("Another product has this code.", "Mã hàng này đã được dùng.");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Path, List).Needs(Permissions.OrdersRead).WithName("ListProducts");
        api.MapPost(Path, Create).Needs(Permissions.ProductsManage).WithName("CreateProduct");
        api.MapPatch(Path + "/{id:guid}", Change).Needs(Permissions.ProductsManage).WithName("ChangeProduct");
        api.MapDelete(Path + "/{id:guid}", Delete).Needs(Permissions.ProductsManage).WithName("DeleteProduct");
    }

    /// <param name="Code">Unique, whatever its case and accents.</param>
    /// <param name="Price">In major units of the currency.</param>
    /// <param name="Currency">VND when left out.</param>
    /// <param name="PictureId">An upload that nothing has yet; all zeros take the picture away.</param>
    public sealed record Request(string? Code, string? Name, decimal? Price, string? Currency, bool? IsActive, Guid? PictureId)
    {
        internal ProductForm Form() => new(Code, Name, Price, CurrencyCode.From(Currency), IsActive, PictureId);
    }

    public sealed record Response(Guid Id, string Code, string Name, decimal Price, string Currency, bool IsActive, Guid? PictureId)
    {
        internal static Response Of(Product row, Guid? picture) =>
            new(row.Id, row.Code, row.Name, row.Price, row.Currency, row.IsActive, picture);
    }

    /// <param name="q">Words of code and name, with or without accents.</param>
    /// <param name="active">Only those that are sold, or only those that are not.</param>
    private static async Task<Results<Ok<Page<Response>>, ApiProblem>> List(
        [AsParameters] PageQuery page, string? q, bool? active, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        if (q is { Length: > 200 })
            return ApiProblem.Invalid("q", FieldTexts.AtMost(200));
        var workspace = context.Caller().WorkspaceId;
        var (rows, pictures) = await store.Read(workspace, async db =>
        {
            var found = db.Products.Where(row => row.WorkspaceId == workspace && (active == null || row.IsActive == active));
            foreach (var word in TextFold.Fold(q ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                found = found.Where(row => row.SearchText.Contains(word));
            var shown = await found
                .Where(row => after == null || row.CreatedAt < after.Value.At
                    || (row.CreatedAt == after.Value.At && row.Id.CompareTo(after.Value.Id) < 0))
                .OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(page.Size + 1).ToListAsync(cancellation);
            var ids = shown.ConvertAll(row => row.Id);
            return (shown, await db.Attachments.Where(file => file.WorkspaceId == workspace && ids.Contains(file.MessageId))
                .ToDictionaryAsync(file => file.MessageId, file => (Guid?)file.Id, cancellation));
        });
        return TypedResults.Ok(Pages.Of(
            rows, page.Size, row => new Cursor(row.CreatedAt, row.Id), row => Response.Of(row, pictures.GetValueOrDefault(row.Id))));
    }

    private static async Task<Results<Created<Response>, ApiProblem>> Create(
        Request request, ProductDesk desk, HttpContext context, CancellationToken cancellation)
    {
        if (new Validator(isNew: true).Check(request) is { } problem)
            return problem;
        return await desk.Create(context.Caller(), request.Form(), cancellation) switch
        {
            ProductAnswer.Done done => TypedResults.Created($"/api/v1{Path}/{done.Product.Id}", Response.Of(done.Product, done.Picture)),
            var refused => Refused(refused),
        };
    }

    private static async Task<Results<Ok<Response>, ApiProblem>> Change(
        Guid id, Request request, ProductDesk desk, HttpContext context, CancellationToken cancellation)
    {
        if (new Validator(isNew: false).Check(request) is { } problem)
            return problem;
        return await desk.Change(context.Caller(), id, request.Form(), cancellation) switch
        {
            ProductAnswer.Done done => TypedResults.Ok(Response.Of(done.Product, done.Picture)),
            var refused => Refused(refused),
        };
    }

    private static async Task<Results<NoContent, ApiProblem>> Delete(
        Guid id, ProductDesk desk, HttpContext context, CancellationToken cancellation) =>
        await desk.Delete(context.Caller(), id, cancellation) ? TypedResults.NoContent() : ApiProblem.NotFound;

    private static ApiProblem Refused(ProductAnswer answer) => answer switch
    {
        ProductAnswer.CodeTaken => new ApiProblem(ProblemTypes.NameTaken, CodeTaken, [new SettingProblem("code", CodeTaken)]),
        ProductAnswer.NoSuchPicture => ApiProblem.Invalid("pictureId", NoSuchPicture),
        ProductAnswer.Unpayable wrong => ApiProblem.Invalid("price", wrong.Why),
        _ => ApiProblem.NotFound,
    };

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator(bool isNew)
        {
            RuleFor(request => request.Code).Must(code => code is null ? !isNew : !string.IsNullOrWhiteSpace(code)).Says(FieldTexts.Required)
                .MaximumLength(200).Says(FieldTexts.AtMost(200));
            RuleFor(request => request.Name).Must(name => name is null ? !isNew : !string.IsNullOrWhiteSpace(name)).Says(FieldTexts.Required)
                .MaximumLength(500).Says(FieldTexts.AtMost(500));
            RuleFor(request => request.Price).Must(price => price is not null || !isNew).Says(FieldTexts.Required).IsAmount();
            RuleFor(request => request.Currency).Must(code => code is null || CurrencyCode.From(code) is not null).Says(FieldTexts.Currency);
        }
    }
}

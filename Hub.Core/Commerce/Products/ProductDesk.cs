using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Commerce.Products;

/// <summary>A workspace's products. Orders keep what was agreed on: they know code and name, not the product.</summary>
public sealed class ProductDesk(HubStore store)
{
    public Task<ProductAnswer> Create(Caller caller, ProductForm form, CancellationToken cancellation) =>
        store.Write(caller.WorkspaceId, null, async db =>
        {
            var row = New(store, caller.WorkspaceId);
            db.Products.Add(row);
            db.Note(store, caller.WorkspaceId, caller.Actor, "product.created", row.Id);
            return await Finish(db, row, form, cancellation);
        }, cancellation);

    public Task<ProductAnswer> Change(Caller caller, Guid id, ProductForm form, CancellationToken cancellation) =>
        store.Write<ProductAnswer>(caller.WorkspaceId, null, async db =>
        {
            var row = await db.Products.FirstOrDefaultAsync(
                product => product.WorkspaceId == caller.WorkspaceId && product.Id == id, cancellation);
            if (row is null)
                return new ProductAnswer.NotFound();
            db.Note(store, caller.WorkspaceId, caller.Actor, "product.changed", id);
            return await Finish(db, row, form, cancellation);
        }, cancellation);

    /// <returns>False when there is none.</returns>
    public Task<bool> Delete(Caller caller, Guid id, CancellationToken cancellation) => store.Write(caller.WorkspaceId, null, async db =>
    {
        await AttachmentRemoval.Of(db, caller.WorkspaceId, [id], cancellation);
        if (await db.Products.Where(row => row.WorkspaceId == caller.WorkspaceId && row.Id == id).ExecuteDeleteAsync(cancellation) == 0)
            return false;
        db.Note(store, caller.WorkspaceId, caller.Actor, "product.deleted", id);
        return true;
    }, cancellation);

    internal static Product New(HubStore store, Guid workspace) => new()
    {
        WorkspaceId = workspace,
        Id = store.Ids.Next(),
        Code = "",
        CodeKey = "",
        Name = "",
        SearchText = "",
        Currency = "VND",
        IsActive = true,
        CreatedAt = store.Now,
    };

    private static async Task<ProductAnswer> Finish(HubDb db, Product row, ProductForm form, CancellationToken cancellation)
    {
        form.Write(row);
        var currency = CurrencyCode.From(row.Currency)!.Value;
        if (!currency.IsPayable(row.Price))
            return Undone(db, new ProductAnswer.Unpayable(OrderTotals.Unpayable(currency)));
        if (await db.Products.AnyAsync(
            other => other.WorkspaceId == row.WorkspaceId && other.Id != row.Id && other.CodeKey == row.CodeKey, cancellation))
            return Undone(db, new ProductAnswer.CodeTaken());
        var had = await db.Attachments.FirstOrDefaultAsync(
            file => file.WorkspaceId == row.WorkspaceId && file.MessageId == row.Id, cancellation);
        if (form.Picture is null || had?.Id == form.Picture)
            return new ProductAnswer.Done(row, had?.Id);
        if (had is not null)
            await AttachmentRemoval.Remove(db, row.WorkspaceId, [had.Id], cancellation);
        if (form.Picture == Guid.Empty)
            return new ProductAnswer.Done(row, null);
        var upload = await db.Attachments.FirstOrDefaultAsync(
            file => file.WorkspaceId == row.WorkspaceId && file.Id == form.Picture && file.MessageId == Guid.Empty
                && file.State == AttachmentState.Stored && file.ContentType!.StartsWith("image/"), cancellation);
        if (upload is null)
            return Undone(db, new ProductAnswer.NoSuchPicture());
        upload.MessageId = row.Id;
        return new ProductAnswer.Done(row, upload.Id);
    }

    private static ProductAnswer Undone(HubDb db, ProductAnswer why)
    {
        db.ChangeTracker.Clear();
        return why;
    }
}

/// <summary>Null means: as it is.</summary>
/// <param name="Picture">An upload that nothing has yet; empty takes the picture away.</param>
public sealed record ProductForm(
    string? Code = null, string? Name = null, decimal? Price = null, CurrencyCode? Currency = null, bool? IsActive = null, Guid? Picture = null)
{
    /// <returns>Whether that changed anything.</returns>
    internal bool Write(Product row)
    {
        var before = (row.Code, row.Name, row.Price, row.Currency, row.IsActive);
        row.Call(Code?.Trim() ?? row.Code, Name is null ? row.Name : SafeText.Clean(Name.Trim()));
        row.Price = Price ?? row.Price;
        row.Currency = Currency?.Code ?? row.Currency;
        row.IsActive = IsActive ?? row.IsActive;
        return before != (row.Code, row.Name, row.Price, row.Currency, row.IsActive);
    }
}

/// <summary>Closed.</summary>
public abstract record ProductAnswer
{
    private ProductAnswer()
    {
    }

    public sealed record Done(Product Product, Guid? Picture) : ProductAnswer;

    public sealed record NotFound : ProductAnswer;

    public sealed record CodeTaken : ProductAnswer;

    public sealed record NoSuchPicture : ProductAnswer;

    public sealed record Unpayable(LocalizedText Why) : ProductAnswer;
}

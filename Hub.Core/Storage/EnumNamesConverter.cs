using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Hub.Core.Storage;

/// <summary>See <see cref="EnumNames"/>. Every enum of the model has one, by <see cref="Conventions"/>.</summary>
internal sealed class EnumNamesConverter<T>()
    : ValueConverter<T, string>(value => EnumNames.Of(value), name => EnumNames.Read<T>(name)) where T : struct, Enum;

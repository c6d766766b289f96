using System.Buffers.Binary;

namespace IndhCoops.Domain.DemoLedger;

/// <summary>Identifiers of version 8 that grow, in big-endian order, with the place of a row: cooperative, grant, movement.</summary>
internal static class DemoIds
{
    public enum Table
    {
        Cooperative = 1,
        Project = 2,
        Grant = 3,
        Movement = 4,
    }

    public static Guid Of(ulong seed, Table table, int cooperative, int grant = 0, int movement = 0)
    {
        var place = ((ulong)(uint)cooperative << 16) | ((ulong)(byte)grant << 8) | (byte)movement;
        var high = (place << 16) | 0x8000 | (ulong)table;
        var low = SplitMix64.Mix(high ^ SplitMix64.Mix(seed)) >> 2 | 0x8000_0000_0000_0000;
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], low);
        return new Guid(bytes, bigEndian: true);
    }
}

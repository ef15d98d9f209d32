package dev.headgate.local.assembly;

import dev.headgate.json.JsonValue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Where the files and folders stand that a deployment uploads, by the name under which it does.
///
/// @param byObjectKey the key in the bucket of assets, such as `3e6d….zip`, to a file or folder of the assembly
public record AssemblyAssets(Map<String, Path> byObjectKey) {
    public AssemblyAssets {
        byObjectKey = Map.copyOf(byObjectKey);
    }

    /// The assets that a list names.
    static Map<String, Path> listed(Path folder, JsonValue.Members list) {
        Map<String, Path> assets = new HashMap<>();
        for (JsonValue value : list.object("files").values().values()) {
            if (value instanceof JsonValue.Members file && file.object("source").text("path").isPresent()) {
                Path path = folder.resolve(file.object("source").text("path").get());
                for (JsonValue destination : file.object("destinations").values().values()) {
                    if (destination instanceof JsonValue.Members members) {
                        members.text("objectKey").ifPresent(key -> assets.put(key, path));
                    }
                }
            }
        }
        return assets;
    }

    /// The file or folder that is uploaded under this key.
    public Optional<Path> of(String objectKey) {
        return Optional.ofNullable(byObjectKey.get(objectKey));
    }
}

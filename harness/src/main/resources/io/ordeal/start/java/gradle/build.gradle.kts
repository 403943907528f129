plugins {
    java
}

group = "{{package}}"
version = "1.0-SNAPSHOT"

repositories {
    mavenLocal {
        content { includeGroup("io.ordeal") }
    }
    mavenCentral()
}

dependencies {
    implementation(platform("io.ordeal:ordeal-bom:{{ordeal-version}}"))
    implementation("io.ordeal:ordeal-workloads")
    testImplementation(platform("org.junit:junit-bom:{{junit-version}}"))
    testImplementation("org.junit.jupiter:junit-jupiter")
    testImplementation("org.assertj:assertj-core:{{assertj-version}}")
    testRuntimeOnly("org.junit.platform:junit-platform-launcher")
}

tasks.withType<JavaCompile>().configureEach {
    options.encoding = "UTF-8"
    options.release.set(17)
}

tasks.jar {
    archiveFileName.set("{{name}}.jar")
}

tasks.test {
    useJUnitPlatform()
}
